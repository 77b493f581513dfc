"""libgeonames-common: the English name of GeoNames' better-known cities (GeoNames, CC BY 4.0)."""

import gettext
import io

PACKAGE = "libgeonames-common"


def english_names(packages):
    """GeoNames id -> English name."""
    data = packages.read(PACKAGE, "./usr/share/locale/en/LC_MESSAGES/geonames.mo")
    catalog = gettext.GNUTranslations(io.BytesIO(data))._catalog
    return {int(key): name for key, name in catalog.items() if key.isdigit()}
