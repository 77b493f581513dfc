"""The written form of a list: option lines, header, rows sorted by (name, id), each cell clean."""

import csv
import io
import unicodedata

from fold import fold

ORDER = ["name", "id", "aliases", "country", "lat", "lon", "prominence", "population", "count", "valid-from", "valid-until", "flags", "parent"]


def render(options, columns, rows):
    """The list as text. `rows` are dicts; a missing or None cell is empty."""
    assert columns == [c for c in ORDER if c in columns], columns
    lines = [[cell(row.get(column)) for column in columns] for row in rows]
    lines.sort(key=lambda line: (line[0], line[1] if "id" in columns else ""))
    keys = [tuple(line[: 2 if "id" in columns else 1]) for line in lines]
    for one, two in zip(keys, keys[1:]):
        if one == two:
            raise ValueError(f"two rows for {one}")
    out = io.StringIO()
    for key, value in options:
        out.write(f"#: {key} = {toml(value)}\n")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(lines)
    return out.getvalue()


def cell(value):
    """One cell. Floats keep at most four decimals; sequences are joined: aliases by `|`, in order, without doubles."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    if isinstance(value, (list, set, tuple)):
        joined = "|".join(sorted(set(value)))
        return cell(joined)
    text = unicodedata.normalize("NFC", str(value)).strip()
    if any(unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") for c in text):
        raise ValueError(f"control character in {text!r}")
    return text


def aliases(name, forms):
    """`forms` as an entry's aliases: sorted, none with a bar in it, none that folds to the name or to another alias."""
    clean = sorted({unicodedata.normalize("NFC", form).strip() for form in forms})
    kept = {}
    for form in clean:
        if form and "|" not in form and fold(form) != fold(name):
            kept.setdefault(fold(form), form)
    return sorted(kept.values())


def toml(value):
    if value is True:
        return "true"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'
