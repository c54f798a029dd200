"""Whatever bytes a scan has: the answer is a picture or a plain refusal, soon, and the process that asked is as it was."""

from __future__ import annotations

import os
import random
from contextlib import suppress

import psutil
import pytest

from kiosk_app.staff_errors import PageDamaged, PageProtected, PageTooLarge
from printing.scans.apart import DrawnApart, own_child
from services.scans import ScanKind
from tests.printing.scans.test_drawn_apart import corner, written

ROUNDS = int(os.environ.get("SOAK_ROUNDS", "0")) or 2
SOUND = {
    ScanKind.PDF: written("PDF", corner(), corner()),
    ScanKind.TIFF: written("TIFF", corner(mode="1"), corner(mode="1"), compression="group4"),
    ScanKind.PNG: written("PNG", corner(mode="RGB")),
    ScanKind.JPEG: written("JPEG", corner()),
}


def harmed(sound: bytes, chance: random.Random) -> bytes:
    """A scan that is torn, altered here and there, or nothing of the kind."""
    match chance.randrange(3):
        case 0:
            return sound[: chance.randrange(len(sound))]
        case 1:
            altered = bytearray(sound)
            for _change in range(chance.randrange(1, 20)):
                altered[chance.randrange(len(altered))] = chance.randrange(256)
            return bytes(altered)
        case _:
            return sound[:16] + chance.randbytes(chance.randrange(2000))


@pytest.mark.parametrize("seed", range(ROUNDS))
@pytest.mark.parametrize("kind", list(ScanKind))
def test_a_harmed_scan_is_shown_or_refused(kind: ScanKind, seed: int) -> None:
    chance = random.Random(f"{kind}{seed}")  # noqa: S311 - to break things the same way again
    content, apart = harmed(SOUND[kind], chance), DrawnApart(own_child())
    before = psutil.Process().children()  # the database of other tests, perhaps

    with suppress(PageDamaged, PageProtected, PageTooLarge):
        assert apart.pages(content, kind) >= 1
    with suppress(PageDamaged, PageProtected, PageTooLarge):
        raster = apart.render(content, kind, 0, 300, 90 * chance.randrange(4))
        assert len(raster.dots) == raster.stride * raster.height
    with suppress(PageDamaged, PageProtected, PageTooLarge):
        apart.pdf(content, kind)

    assert psutil.Process().children() == before
