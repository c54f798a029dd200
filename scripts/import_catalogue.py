"""Makes the catalogue that ships with the program from a folder of public data, and the report of what was wrong in it.

    scripts/import_catalogue.py FOLDER [--check]

The folder holds `pvb2_prisons.json` (the booking list of prison-visits-2) and `prison_register_seed.json` (the prison register).
Written are `services/catalogue/snapshot.json` and `docs/catalogue-report.md`; the same folder always gives the same files.
`--check` writes nothing and fails when they would change. Whoever takes newer data gives the snapshot its next version in
`services/catalogue/snapshot.py`: a kiosk goes by it.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # the program beside this script, wherever it is called from

from services.catalogue import SNAPSHOT_VERSION  # noqa: E402 - found through the line above
from services.catalogue.importing import Imported, import_catalogue, report, snapshot_text  # noqa: E402
from services.catalogue.importing.faults import BadSource, count  # noqa: E402
from services.catalogue.importing.rulings import read_holidays, read_rulings  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

SNAPSHOT = Path("services/catalogue/snapshot.json")
REPORT = Path("docs/catalogue-report.md")
DECISIONS = ROOT / "services" / "catalogue" / "importing"


def imported_from(folder: Path) -> Imported:
    """The catalogue of a folder.

    Raises:
        BadSource: the folder holds something else.
        OSError: a file cannot be read.
    """
    visits, register = (_json(folder / name) for name in ("pvb2_prisons.json", "prison_register_seed.json"))
    rulings = read_rulings((DECISIONS / "rulings.toml").read_text(encoding="utf-8"))
    holidays = read_holidays((DECISIONS / "bank_holidays.toml").read_text(encoding="utf-8"))
    return import_catalogue(visits, register, rulings, holidays, SNAPSHOT_VERSION)


def files_of(imported: Imported) -> dict[Path, str]:
    """The files of an import by their place in the project."""
    return {SNAPSHOT: snapshot_text(imported.catalogue), REPORT: report(imported)}


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when all is well; 1 when `--check` finds a difference; 2 when there is nothing to import."""
    parser = argparse.ArgumentParser(description="Make the embedded catalogue from public data.")
    parser.add_argument("folder", type=Path, help="the folder of the public data")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when something would change")
    options = parser.parse_args(arguments)
    try:
        imported = imported_from(options.folder)
    except (BadSource, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    files = files_of(imported)
    changed = [place for place, text in files.items() if not _same(ROOT / place, text)]
    for kind, number in count(imported.faults).items():
        print(f"{number:4} {kind.value}")
    names = ", ".join(map(str, changed)) or "nothing"
    print(f"{len(imported.catalogue.prisons)} prisons, {len(imported.faults)} faults; changed: {names}")
    if options.check:
        return 1 if changed else 0
    for place in changed:
        (ROOT / place).write_text(files[place], encoding="utf-8")
    return 0


def _json(path: Path) -> object:
    try:
        found: object = json.loads(path.read_bytes())
    except ValueError:
        raise BadSource(f"{path}: not JSON") from None
    return found


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main())
