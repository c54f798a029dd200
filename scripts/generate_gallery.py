"""Writes docs/gallery.md: every screen that is kept as a picture, side by side in its looks; with --check, fails when it differs.

The pictures are those of `tests/ui/pictures`, which the tests compare with the running program: no second copy grows old.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT: Final = Path(__file__).resolve().parent.parent
PICTURES: Final = ROOT / "tests" / "ui" / "pictures"
PAGE: Final = ROOT / "docs" / "gallery.md"
_HEAD: Final = """\
# Every screen

Written by `scripts/generate_gallery.py` from the pictures that the tests compare with the running program
([testing.md](testing.md), "Pictures"); they are a fifth as wide and high as the screen. Each screen was played: what is
shown is what a person who does the same sees. Of a claim, which is long, the answers were put in at once.
"""


@dataclass(frozen=True, slots=True)
class Look:
    """A folder of pictures, and the words for it."""

    folder: str
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """One table: a title, and its columns."""

    title: str
    looks: tuple[Look, ...]


PARTS: Final = (
    Part(
        "Both languages, at 100 and 225 %",
        (
            Look("en-100-standard-1024", "English, 100 %"),
            Look("cy-100-standard-1024", "Welsh, 100 %"),
            Look("en-225-standard-1024", "English, 225 %"),
            Look("cy-225-standard-1024", "Welsh, 225 %"),
        ),
    ),
    Part(
        "The three contrasts",
        (
            Look("en-100-standard-1024", "Standard"),
            Look("en-100-high-contrast-1024", "White on black"),
            Look("en-100-cream-1024", "Black on cream"),
        ),
    ),
    Part(
        "The three contrasts in Welsh, at 225 %",
        (
            Look("cy-225-standard-1024", "Standard"),
            Look("cy-225-high-contrast-1024", "White on black"),
            Look("cy-225-cream-1024", "Black on cream"),
        ),
    ),
    Part(
        "The desks of staff",
        (Look("staff-en-100-standard-1024", "English, 100 %"), Look("staff-cy-225-standard-1024", "Welsh, 225 %")),
    ),
    Part("A low screen, 1280 x 720", (Look("en-100-standard-720", "English, 100 %"),)),
)
_ACROSS: Final = 4  # pictures beside one another, where a table has one look


def page(folder: Path = PICTURES) -> str:
    """The text of docs/gallery.md."""
    return _HEAD + "".join(_part(part, folder) for part in PARTS)


def _part(part: Part, folder: Path) -> str:
    kept = {look.folder: _names(folder / look.folder) for look in part.looks}
    shown = [name for name in kept[part.looks[-1].folder] if all(name in names for names in kept.values())]
    table = _one_look(part.looks[0], shown) if len(part.looks) == 1 else _looks(part, shown)
    return f"\n## {part.title}\n\n{table}"


def _looks(part: Part, names: Sequence[str]) -> str:
    head = "".join(f" {look.words} |" for look in part.looks)
    rows = (f"| {_title(name)} |{''.join(f' {_picture(look, name)} |' for look in part.looks)}\n" for name in names)
    return f"| screen |{head}\n|---|{'---|' * len(part.looks)}\n{''.join(rows)}"


def _one_look(look: Look, names: Sequence[str]) -> str:
    rows = [names[start : start + _ACROSS] for start in range(0, len(names), _ACROSS)]
    cells = (f"| {' | '.join(f'{_picture(look, name)}<br>{_title(name)}' for name in row)} |\n" for row in rows)
    return f"|{'  |' * _ACROSS}\n|{'---|' * _ACROSS}\n{''.join(cells)}"


def _picture(look: Look, name: str) -> str:
    return f"![{_title(name)}, {look.words}](../tests/ui/pictures/{look.folder}/{name}.png)"


def _title(name: str) -> str:
    words = name.replace("-", " ")
    return words[:1].upper() + words[1:]


def _names(folder: Path) -> Sequence[str]:
    """The screens of a look in the order in which they are played."""
    plans: Mapping[str, object] = json.loads((folder / "plans.json").read_text(encoding="utf-8"))
    return list(plans)


def main(arguments: Sequence[str]) -> int:
    """Write the page, or with --check say that it differs; 1 when it does."""
    text = page()
    if "--check" not in arguments:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    print(f"{PAGE.relative_to(ROOT)}: not what the pictures say; run scripts/generate_gallery.py")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
