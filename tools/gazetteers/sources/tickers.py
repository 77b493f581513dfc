"""pytickersymbols: the companies of twenty stock indices (MIT). The module is read, not run."""

import ast
import functools

PACKAGE = "pytickersymbols"


@functools.lru_cache(maxsize=1)
def companies(packages):
    """One dict a company: name, country (English name), symbol, isins."""
    tree = ast.parse(packages.read(PACKAGE, "pytickersymbols/indices_data.py").decode("utf-8"))
    value = next(node.value for node in tree.body if isinstance(node, ast.Assign) and node.targets[0].id == "INDICES")
    found = {}
    for index in ast.literal_eval(value).values():
        for company in index["companies"]:
            found.setdefault(company["name"], company)
    return [found[name] for name in sorted(found)]
