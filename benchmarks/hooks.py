"""A hand on the window that a kiosk's own command makes, without changing what is imported, or when."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk_app.main import window as windows

if TYPE_CHECKING:
    from ui.application import DeskPlan
    from ui.window import KioskWindow


def when_made(call: Callable[[KioskWindow], object]) -> None:
    """Call `call` with the window of this process as soon as it is made."""
    plan = windows.plan

    def hooked(*given: object, **named: object) -> DeskPlan:
        made = plan(*given, **named)  # type: ignore[arg-type]  # as it came

        from ui import application  # where the program imports it

        make = application.make_window

        def handed(wanted: DeskPlan) -> KioskWindow:
            window = make(wanted)
            call(window)
            return window

        application.make_window = handed  # type: ignore[assignment]  # the same window
        return made

    windows.plan = hooked
