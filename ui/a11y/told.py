"""What a widget can say of itself to assistive technology, beyond its name and its description.

Each is a protocol: a component says what is true of it by having the method, and knows nothing of how it is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible

from services.language import Language


@runtime_checkable
class HasRole(Protocol):
    """A widget that knows what it is."""

    def accessible_role(self) -> QAccessible.Role:
        """The role to report."""
        ...


@runtime_checkable
class HasFullName(Protocol):
    """A widget whose name says less than somebody needs who cannot see what stands around it."""

    def accessible_full_name(self) -> str:
        """The name to report in place of its own."""
        ...


@runtime_checkable
class HasMore(Protocol):
    """A widget of which more is to be said than its description."""

    def accessible_more(self) -> str:
        """What is said after the description; "" for nothing."""
        ...


@runtime_checkable
class HasAvailability(Protocol):
    """A widget that can be shown but not used."""

    def is_available(self) -> bool:
        """Whether pressing it does something."""
        ...


@runtime_checkable
class HasSwitch(Protocol):
    """A button that may be on or off, though Qt's own check mark is not used for that."""

    def accessible_on(self) -> bool | None:
        """Whether it is on; None where it is neither."""
        ...


@runtime_checkable
class CanBePressed(Protocol):
    """Something that is pressed as a whole and is no button of Qt."""

    def accessible_press(self) -> None:
        """Do what a touch does."""
        ...


@runtime_checkable
class HasLevel(Protocol):
    """A heading that knows its level."""

    def accessible_level(self) -> int:
        """1 for the heading of the page; 0 for what is no heading."""
        ...


@runtime_checkable
class ForEyes(Protocol):
    """A widget that may be there for the eyes alone: a drawing beside words that say the same."""

    for_eyes_only: bool


@runtime_checkable
class InLanguage(Protocol):
    """A widget whose words may be in another language than the page."""

    spoken_in: Language | None


@runtime_checkable
class HasParts(Protocol):
    """A widget that draws what others would make widgets of, each of which is an object of its own."""

    def accessible_parts(self) -> Sequence[QObject]:
        """Each part, or the widget that stands in its place now, in the order in which they are read."""
        ...


@dataclass(frozen=True, slots=True)
class Told:
    """How a part stands. `chosen`: it is the one in question. Qt knows no state for what is wrong, so that is in words."""

    name: str
    value: str = ""
    description: str = ""
    chosen: bool = False
