"""What the pages of administration are put together from."""

from __future__ import annotations

from collections.abc import Callable

from ui.components.buttons import Button, Kind, Scale
from ui.components.staff import StaffButton
from ui.desk.screen import PRIMARY_WIDTH
from ui.theme import LookSource, Said


def button(
    looks: LookSource, words: Said, name: str, act: Callable[[], object], kind: Kind = Kind.SECONDARY, *, key: str = ""
) -> Button:
    """A button of a staff page; the green one is larger. The page makes `key` do the same."""
    primary = kind is Kind.PRIMARY
    scale, minimum = (Scale.NORMAL, PRIMARY_WIDTH) if primary else (Scale.STAFF, 0)
    made = Button(looks, words, kind, scale=scale, key=key, minimum=minimum)
    made.setObjectName(name)
    made.clicked.connect(act)
    return made


def key_button(looks: LookSource, words: Said, key: str, name: str, act: Callable[[], object]) -> StaffButton:
    """A button that shows the key which does the same; the page makes the key do it."""
    made = StaffButton(looks, words, key=key)
    made.setObjectName(name)
    made.clicked.connect(act)
    return made
