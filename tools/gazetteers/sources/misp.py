"""pymispgalaxies: clusters of the MISP galaxy (CC0). Malpedia's, Tidal's, 360's and shops' clusters are never read."""

import json

PACKAGE = "pymispgalaxies"
# The only clusters that are open: others in the package come from sources with narrower terms.
OPEN = frozenset(
    "threat-actor microsoft-activity-group intelligence-agencies surveillance-vendor producer tool rat botnet stealer banker android "
    "backdoor exploit-kit ransomware uavs".split()
)


def cluster(packages, name):
    """The values of a cluster: value, uuid, meta (country, synonyms ...), description."""
    if name not in OPEN:
        raise ValueError(f"the cluster {name} is not for shipping")
    member = next(member for member in packages.members(PACKAGE) if member.endswith(f"/clusters/{name}.json"))
    return json.loads(packages.read(PACKAGE, member))["values"]
