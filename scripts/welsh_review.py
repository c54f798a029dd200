#!/usr/bin/env python
"""Makes the list of doubtful Welsh for a Welsh speaker to read, and takes the answers back into the catalogues.

    python scripts/welsh_review.py --to list.csv [--glossary terms.json]   for a spreadsheet, with a column for the answer
    python scripts/welsh_review.py --to list.html                          the same to read on a screen or on paper
    python scripts/welsh_review.py --apply list.csv                        what was answered

An answer is "ok", or the words that are better. An entry whose rows are all answered loses its mark. What cannot be taken (the
catalogue has changed since, a gap is lost) is said, and left as it is.
"""

from __future__ import annotations

import argparse
import csv
import html
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the program beside this script, wherever it is called from

from review_answers import ANSWER, LEFT, apply  # noqa: E402 - finds the program through the line above
from review_rows import Row, helps, rows  # noqa: E402 - as above

_NAMES = tuple(field.name for field in fields(Row))


def write_csv(found: Iterable[Row], to: Path) -> None:
    """A sheet that spreadsheets open with its accents."""
    with to.open("w", encoding="utf-8-sig", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow((*_NAMES, ANSWER))
        sheet.writerows((*asdict(row).values(), "") for row in found)


def write_html(found: Iterable[Row], to: Path) -> None:
    """A page with one table."""
    heads = "".join(f"<th scope='col'>{html.escape(name.capitalize())}" for name in (*_NAMES[1:], ANSWER))
    lines = "".join(_line(row) for row in found)
    to.write_text(_PAGE.format(heads=heads, lines=lines), encoding="utf-8")


def _line(row: Row) -> str:
    cells = "".join(
        f"<td{' lang=cy' if name == 'welsh' else ''}>{html.escape(str(value))}" for name, value in list(asdict(row).items())[1:]
    )
    return f"<tr id='{html.escape(row.key)}'>{cells}<td>\n"


_PAGE = """<!doctype html><html lang=en><meta charset=utf-8><title>Welsh to be reviewed</title>
<style>body{{font:16px sans-serif;margin:2em}}table{{border-collapse:collapse}}td,th{{border:1px solid;padding:.4em;
vertical-align:top;text-align:start;white-space:pre-line}}td:last-child{{min-width:16em}}tr{{break-inside:avoid}}</style>
<h1>Welsh to be reviewed</h1><table><thead><tr>{heads}<tbody>
{lines}</table></html>
"""


def main() -> int:
    """Make a list, or apply one: 1 when something of it could not be taken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    way = parser.add_mutually_exclusive_group(required=True)
    way.add_argument("--to", type=Path, metavar="FILE", help="the list to write: .csv or .html")
    way.add_argument("--apply", type=Path, metavar="FILE", help="an answered .csv")
    parser.add_argument("--glossary", type=Path, action="append", default=[], metavar="FILE", help="terms in both languages")
    options = parser.parse_args()
    if options.apply is not None:
        with options.apply.open(encoding="utf-8-sig", newline="") as file:
            said = list(apply(list(csv.DictReader(file)), ROOT))
        print(*said, sep="\n")
        return int(any(line.startswith(LEFT) for line in said))
    with (ROOT / "pyproject.toml").open("rb") as file:
        packages = tomllib.load(file)["tool"]["mypy"]["packages"]
    found = list(rows(ROOT, packages, helps(ROOT, options.glossary)))
    (write_html if options.to.suffix == ".html" else write_csv)(found, options.to)
    print(f"{len({row.key for row in found})} entries, {len(found)} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
