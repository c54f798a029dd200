"""Makes the list of county courts and the table of their postcodes from a folder of public data.

    scripts/import_courts.py FOLDER [--check]

The folder holds `fact_all_courts.json` and `fact_postcode_to_court.csv`, both from Find a Court or Tribunal (hmcts/fact-api).
Written are `services/catalogue/courts.json` and `services/catalogue/court_postcodes.json`; the same folder always gives the same
files. `--check` writes nothing and fails when they would change.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the program beside this script, wherever it is called from

from services.catalogue.importing.courts import courts_text, import_courts, table_text  # noqa: E402 - found through the line above

if TYPE_CHECKING:
    from collections.abc import Sequence

READ_ON = "2026-08-22"  # the day on which the data was read; whoever takes newer data writes its day here
COURTS = Path("services/catalogue/courts.json")
TABLE = Path("services/catalogue/court_postcodes.json")


def files_from(folder: Path) -> tuple[dict[Path, str], tuple[str, ...]]:
    """The files of an import by their place in the project, and what begins no postcode.

    Raises:
        OSError: a file cannot be read.
    """
    everything = json.loads((folder / "fact_all_courts.json").read_bytes())
    with (folder / "fact_postcode_to_court.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["postcode"], row["court_slug"]) for row in csv.DictReader(file)]
    imported = import_courts(everything, rows, READ_ON)
    return {COURTS: courts_text(imported.courts), TABLE: table_text(imported)}, imported.unreadable


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when all is well; 1 when `--check` finds a difference; 2 when there is nothing to import."""
    parser = argparse.ArgumentParser(description="Make the county courts and their postcodes from public data.")
    parser.add_argument("folder", type=Path, help="the folder of the public data")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when something would change")
    options = parser.parse_args(arguments)
    try:
        files, unreadable = files_from(options.folder)
    except (OSError, ValueError, KeyError) as error:
        print(f"nothing to import: {error}", file=sys.stderr)
        return 2
    changed = [place for place, text in files.items() if not _same(ROOT / place, text)]
    print(f"{len(unreadable)} entries begin no postcode; changed: {', '.join(map(str, changed)) or 'nothing'}")
    if options.check:
        return 1 if changed else 0
    for place in changed:
        (ROOT / place).write_text(files[place], encoding="utf-8")
    return 0


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main())
