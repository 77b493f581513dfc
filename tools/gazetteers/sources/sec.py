"""edgartools: the companies that report to the U.S. Securities and Exchange Commission, the largest first (public domain)."""

from sources import parquet

PACKAGE = "edgartools"


def companies(packages):
    """One dict a company: cik, name, tickers, exchange; in the file's order, which is by size."""
    table = parquet.read(packages.read(PACKAGE, "edgar/reference/data/company_tickers.parquet"))
    found = {}
    for cik, name, ticker, exchange in zip(table["cik"], table["name"], table["ticker"], table["exchange"]):
        company = found.setdefault(cik, {"cik": cik, "name": name, "tickers": [], "exchange": exchange})
        company["tickers"].append(ticker)
    return list(found.values())
