"""Writes docs/accessibility.md from the rows, the template and the figures of the product; with --check, fails when it differs.

The rows stand in `docs/accessibility/*.toml`, the words around them in `docs/accessibility/page.template`. A test that a row
names is shown as the sentence that its name is; a row that names a test that does not exist stops the page.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Final

from accessibility_figures import figures, table
from accessibility_rows import FOLDER, ROOT, Refused, Row, Verdict, problems, read_rows, sentence

PAGE: Final = ROOT / "docs" / "accessibility.md"
CHAPTERS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "chapter5": ("EN 301 549, chapter 5: what holds for everything", ("en-5-closed.toml", "en-5-parts.toml")),
    "chapter8": ("EN 301 549, chapter 8: hardware", ("en-8.toml",)),
    "chapter11": ("EN 301 549, chapter 11.5 to 11.8: software", ("en-11.toml",)),
    "wcag": (
        "WCAG 2.2, and with it EN 301 549, 11.1 to 11.4",
        ("wcag-1-perceivable.toml", "wcag-2-operable.toml", "wcag-3-understandable.toml"),
    ),
}
_HEAD: Final = ("clause", "answer", "what the product does", "shown by", "what no test can show")
_NOTHING: Final = "–"


def read_all(folder: Path = FOLDER) -> Mapping[str, tuple[Row, ...]]:
    """All rows, by chapter.

    Raises:
        Refused: a file cannot be read.
    """
    return {name: tuple(row for file in files for row in read_rows(folder / file)) for name, (_title, files) in CHAPTERS.items()}


def page(chapters: Mapping[str, Sequence[Row]]) -> str:
    """The text of docs/accessibility.md."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    every = [row for rows in chapters.values() for row in rows]
    parts = {
        "version": str(version),
        "summary": _summary(chapters),
        "installer": _list(row for row in every if row.verdict is Verdict.MACHINE),
        "gaps": _gaps(row for row in every if row.verdict in {Verdict.PARTLY, Verdict.NOT}),
        **{name: table(_HEAD, [_cells(row) for row in rows]) for name, rows in chapters.items()},
        **figures(),
    }
    return Template((FOLDER / "page.template").read_text(encoding="utf-8")).substitute(parts)


def _summary(chapters: Mapping[str, Sequence[Row]]) -> str:
    """How many rows have which answer, by chapter and together."""
    counts = {title: Counter(row.verdict for row in chapters[name]) for name, (title, _files) in CHAPTERS.items()}
    counts["Together"] = sum(counts.values(), Counter())
    rows = [[title, *(str(count[verdict]) for verdict in Verdict), str(count.total())] for title, count in counts.items()]
    return table(["", *(verdict.words for verdict in Verdict), "clauses"], rows)


def _list(rows: Iterable[Row]) -> str:
    return "\n".join(f"- {row.title} ({row.number}): {row.check}" for row in rows)


def _gaps(rows: Iterable[Row]) -> str:
    return table(
        ["clause", "what is missing", "what a person can do instead"], [[_clause(row), row.missing, row.instead] for row in rows]
    )


def _cells(row: Row) -> list[str]:
    more = {"Missing": row.missing, "Instead": row.instead, "When it is installed": row.check}
    how = "<br>".join([row.how, *(f"**{name}:** {words}" for name, words in more.items() if words)])
    return [_clause(row), row.verdict.words, how, _shown_by(row), row.untested or _NOTHING]


def _clause(row: Row) -> str:
    level = f" ({row.level})" if row.level else ""
    beside = f"<br>EN {', '.join(row.en)}" if row.en else ""
    return f"{row.number} {row.title}{level}{beside}"


def _shown_by(row: Row) -> str:
    if row.tests:
        return "<br>".join(f"[{sentence(node)}](../tests/{node.partition('::')[0]})" for node in row.tests)
    return f"No test: {row.no_test}" if row.no_test else _NOTHING


def main(arguments: Sequence[str]) -> int:
    """Write the page, or with --check say that it differs; 1 when it does, or when it may not be written."""
    try:
        chapters = read_all()
    except Refused as refused:
        print(refused)
        return 1
    found = list(problems([row for rows in chapters.values() for row in rows]))
    if found:
        print("\n".join(found))
        return 1
    text = page(chapters)
    if "--check" not in arguments:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    print(f"{PAGE.relative_to(ROOT)}: not what its rows and the product say; run scripts/accessibility.py")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
