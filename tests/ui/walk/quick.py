"""The rules that need no picture, of the page that is shown: for tests that play a way of their own."""

from __future__ import annotations

from collections.abc import Iterator

from tests.ui.desk_driver import Driver
from tests.ui.walk import page, parts


def cut_off(driver: Driver) -> Iterator[str]:
    """What does not fit."""
    return (fault.said for fault in (*page.outside(driver.window), *parts.faults_of(driver.window)))


def nameless(driver: Driver) -> list[str]:
    """What takes the focus, or is pressed, and has no name."""
    return [fault.said for fault in page.nameless(driver.window)]
