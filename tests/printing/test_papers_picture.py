"""Every kind of page looks as it did when somebody last looked at it. How to renew the pictures: docs/testing.md, "Pictures".

A page is kept as a small picture, in which the smoothing of letters is averaged away and what remains is layout: a line that
moves, a box that grows, a word that wraps.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.printing.papers import NAMES, paper, seen

KEPT = Path(__file__).parent / "pictures"
RENEW = "RENEW_PICTURES" in os.environ
DPI, REDUCED = 144, 4  # a dot of the small picture is 2 points
NOTICEABLE = 48  # of 255
MOST_DOTS = 8


@pytest.mark.parametrize("name", NAMES)
def test_every_page_looks_as_it_did(name: str) -> None:
    found = {f"{name}-{number}": small(page.picture) for number, page in enumerate(seen(paper(name), DPI), start=1)}

    if RENEW:
        KEPT.mkdir(exist_ok=True)
        for page in KEPT.glob(f"{name}-*.png"):
            page.unlink()
        for stem, picture in found.items():
            picture.save(KEPT / f"{stem}.png", optimize=True)

    assert sorted(found) == sorted(path.stem for path in KEPT.glob(f"{name}-*.png"))
    assert {stem: changed for stem, picture in found.items() if (changed := difference(kept(stem), picture))} == {}


def test_a_line_that_moves_by_two_points_is_noticed() -> None:
    page = small(seen(paper("receipt-a4-en"), DPI)[0].picture)

    moved = page.copy()
    moved.paste(page.crop((0, 100, page.width, 130)), (0, 101))

    assert not difference(page, page)
    assert difference(page, moved)


def small(picture: Image.Image) -> Image.Image:
    size = (picture.width // REDUCED, picture.height // REDUCED)
    return picture.convert("L").resize(size, Image.Resampling.BOX).point(lambda value: value // 16 * 17)


def kept(stem: str) -> Image.Image:
    with Image.open(KEPT / f"{stem}.png") as file:
        return file.convert("L")


def difference(before: Image.Image, now: Image.Image) -> str:
    """In words, how a page is not what it was; "" when it is."""
    if before.size != now.size:
        return f"it is {now.size} instead of {before.size}"
    changed = ImageChops.difference(before, now).point(lambda value: 255 if value > NOTICEABLE else 0)
    dots, box = changed.histogram()[255], changed.getbbox()
    return f"{dots} dots differ within {box}" if dots > MOST_DOTS else ""
