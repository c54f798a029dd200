"""Every kind of claim looks as it did when somebody last looked at it. How to renew the pictures: docs/testing.md, "Pictures"."""

from __future__ import annotations

import pytest

from tests.printing.claims import NAMES, paper
from tests.printing.papers import seen
from tests.printing.test_papers_picture import DPI, KEPT, RENEW, difference, kept, small


@pytest.mark.parametrize("name", NAMES)
def test_every_page_of_a_claim_looks_as_it_did(name: str) -> None:
    found = {f"{name}-{number}": small(page.picture) for number, page in enumerate(seen(paper(name), DPI), start=1)}

    if RENEW:
        for page in KEPT.glob(f"{name}-*.png"):
            page.unlink()
        for stem, picture in found.items():
            picture.save(KEPT / f"{stem}.png", optimize=True)

    assert sorted(found) == sorted(path.stem for path in KEPT.glob(f"{name}-*.png"))
    assert {stem: changed for stem, picture in found.items() if (changed := difference(kept(stem), picture))} == {}
