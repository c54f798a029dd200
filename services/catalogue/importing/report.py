"""The report of an import as a page of docs: every fault with what became of it, and how each prison is booked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from services.catalogue.importing.build import Imported
from services.catalogue.importing.faults import count
from services.catalogue.model import Booking, Catalogue

_HEAD = """# What was found in the catalogue's sources

Written by `scripts/import_catalogue.py` together with `services/catalogue/snapshot.json`; not edited by hand. How the catalogue
is made is in [catalogue.md](catalogue.md)."""
_WHY_NOT = {
    Booking.OPEN: "can be asked for here",
    Booking.ANOTHER_WAY: "booked another way: with the prison itself or in another service",
    Booking.CLOSED: "takes no visitors",
}


def report(imported: Imported) -> str:
    """Markdown, the same for the same import."""
    catalogue, faults = imported.catalogue, imported.faults
    sections = (
        _HEAD,
        "## Sources\n\n" + _table(("source", "as of", "facts"), _sources(catalogue)),
        f"Timetables are as of {catalogue.as_of.isoformat()}. {imported.past} special days were over by then and are left out.",
        "## Faults, by kind\n\n" + _table(("kind", "how many"), [(kind.value, str(n)) for kind, n in count(faults).items()]),
        "## Faults, one by one\n\n"
        + _table(
            ("record", "field", "found", "kind", "what became of it", "why"),
            [(each.where, each.field, each.found, each.kind.value, each.ruling.value, each.why) for each in faults],
        ),
        "## Prisons\n\n" + _table(("code", "name", "name in Welsh", "visits", "timetables"), _prisons(catalogue)),
    )
    return "\n\n".join(sections) + "\n"


def _sources(catalogue: Catalogue) -> list[tuple[str, ...]]:
    return [(each.name, each.as_of.isoformat(), ", ".join(each.facts)) for each in catalogue.sources]


def _prisons(catalogue: Catalogue) -> Iterator[tuple[str, ...]]:
    for prison in catalogue.prisons:
        parts = ", ".join(f"{each.name_en or 'everybody'}: {len(each.sessions)} a week" for each in prison.timetables)
        apart = "; closed visits apart" if prison.closed_visits_apart else ""
        welsh = prison.name_cy if prison.name_cy != prison.name_en else ""
        yield prison.code, prison.name_en, welsh, _WHY_NOT[prison.booking], (parts or "none") + apart


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(text) for text in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " / ")
