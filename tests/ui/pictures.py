"""What a screen looks like, in a form that is small to keep and says what differs.

A screen is kept in two ways. Its plan names every visible part with its place, its size and its words: a part may be one pixel
off, since fonts are rounded differently elsewhere, and nothing else may differ. Its picture is a fifth as wide and high, where
the smoothing of letters and edges is averaged away and what remains is layout and colour.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

REFERENCES = Path(__file__).parent / "pictures"
SLACK = 1  # pixels by which a part may be off
_SCALE = 5
_STEP = 17  # of 255: sixteen levels of each colour, so that a picture has few of them
_NOTICEABLE = 40  # of 255, in any colour of a dot of the small picture
_MOST_DOTS = 6


@dataclass(frozen=True, slots=True)
class Part:
    """One visible widget: what it is, its words, and where it is in the window."""

    kind: str
    said: str
    box: tuple[int, int, int, int]

    def differs(self, other: Part) -> str:
        """In words, how `other` is not this; "" when it is."""
        if (self.kind, self.said) != (other.kind, other.said):
            return f"{other.kind} {other.said!r} instead of {self.kind} {self.said!r}"
        if any(abs(mine - theirs) > SLACK for mine, theirs in zip(self.box, other.box, strict=True)):
            return f"{self.kind} {self.said!r} at {other.box} instead of {self.box}"
        return ""


@dataclass(frozen=True, slots=True)
class Shot:
    """One screen."""

    plan: tuple[Part, ...]
    picture: Image.Image


def shot_of(window: QWidget) -> Shot:
    """Take what a window shows now, once everything in it has been drawn."""
    QApplication.processEvents()
    return Shot(tuple(_parts(window)), small(window.grab().toImage()))


def small(image: QImage) -> Image.Image:
    """An image at a fifth of its size, in few levels of each colour."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    size = (plain.width(), plain.height())
    whole = Image.frombuffer("RGB", size, bytes(plain.constBits()), "raw", "RGB", plain.bytesPerLine(), 1)
    reduced = whole.resize((size[0] // _SCALE, size[1] // _SCALE), Image.Resampling.BOX)
    return reduced.point(lambda value: round(value / _STEP) * _STEP)


def differences(kept: Shot, found: Shot) -> list[str]:
    """In words, how a screen is not what it was."""
    faults = []
    if len(kept.plan) == len(found.plan):
        faults += [said for before, after in zip(kept.plan, found.plan, strict=True) if (said := before.differs(after))]
    else:
        faults += [f"missing: {part}" for part in kept.plan if part not in found.plan]
        faults += [f"new: {part}" for part in found.plan if part not in kept.plan]
    return faults + list(_changed_dots(kept.picture, found.picture))


class References:
    """The kept screens of one look: a file of plans, and a small picture each."""

    def __init__(self, look: str, folder: Path = REFERENCES) -> None:
        self._folder = folder / look
        self._plans = self._folder / "plans.json"

    def read(self) -> Mapping[str, Shot]:
        """Every kept screen by its name; none when nothing was kept."""
        if not self._plans.exists():
            return {}
        plans = json.loads(self._plans.read_text(encoding="utf-8"))
        return {name: Shot(tuple(map(_part, lines)), self._picture(name)) for name, lines in plans.items()}

    def write(self, shots: Mapping[str, Shot]) -> None:
        """Keep these screens in the place of all that were kept."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for old in self._folder.glob("*.png"):
            old.unlink()
        plans = {name: [[part.kind, part.said, *part.box] for part in shot.plan] for name, shot in shots.items()}
        self._plans.write_text(_one_part_a_line(plans), encoding="utf-8")
        for name, shot in shots.items():
            shot.picture.quantize(256, dither=Image.Dither.NONE).save(self._folder / f"{name}.png", optimize=True)

    def _picture(self, name: str) -> Image.Image:
        with Image.open(self._folder / f"{name}.png") as kept:
            return kept.convert("RGB")


def _parts(window: QWidget) -> Iterator[Part]:
    for widget in window.findChildren(QWidget):
        said = _said(widget)
        if said and widget.isVisibleTo(window):
            box = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
            yield Part(type(widget).__name__, said, (box.x(), box.y(), box.width(), box.height()))


def _said(widget: QWidget) -> str:
    typed = widget.text() if isinstance(widget, QLineEdit) else ""
    return " | ".join(part for part in (widget.accessibleName(), widget.accessibleDescription(), typed) if part)


def _part(line: list[object]) -> Part:
    kind, said, *box = line
    left, top, width, height = (int(str(each)) for each in box)
    return Part(str(kind), str(said), (left, top, width, height))


def _one_part_a_line(plans: Mapping[str, list[list[object]]]) -> str:
    """JSON whose changes are read a line at a time."""
    screens = (
        f"{json.dumps(name)}: [\n" + ",\n".join(f"  {json.dumps(line, ensure_ascii=False)}" for line in lines) + "\n]"
        for name, lines in plans.items()
    )
    return "{\n" + ",\n".join(screens) + "\n}\n"


def _changed_dots(kept: Image.Image, found: Image.Image) -> Iterator[str]:
    if kept.size != found.size:
        yield f"the picture is {found.size} instead of {kept.size}"
        return
    noticed = ImageChops.difference(kept, found).point(lambda value: 255 if value > _NOTICEABLE else 0)
    flat = noticed.convert("L").point(lambda value: 255 if value else 0)
    dots, box = flat.histogram()[255], flat.getbbox()
    if box is not None and dots > _MOST_DOTS:
        place = tuple(edge * _SCALE for edge in box)
        yield f"{dots} dots look different between {place[:2]} and {place[2:]}"
