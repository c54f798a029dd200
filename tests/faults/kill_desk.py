"""A real window that no screen shows, at which a person asks for one visit on the kiosk at HOME: HOME [POINT PASSING].

The reference is written to standard output once the last page shows it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from kiosk_app.main.parts import Parts
from kiosk_app.main.window import plan
from services.language import Language
from services.visits.slots import slots_on_offer
from tests.faults.kill_roles import kiosk, listener, prison_number
from tests.support import PRISON
from ui.application import application
from ui.desk.screen import DeskTime
from ui.hands import Hands
from ui.theme import Look, LookSource, load_fonts
from ui.window import KioskWindow

HURRY = 10.0  # a new page takes a press after a tenth of the time that a person needs to see it


def main(home: str, *kill: str) -> None:
    parts = kiosk(home, listener(kill))
    application()
    drawn = plan(parts, Language.ENGLISH, fullscreen=False)
    window = KioskWindow(
        site=drawn.site,
        services=drawn.services,
        main_service=drawn.main_service,
        open_desk=drawn.open_desk,
        looks=LookSource(Look(language=drawn.language), load_fonts()),
        clock=DeskTime(parts.clock.now, lambda: HURRY * time.monotonic()),
        on_session_end=lambda _how: None,
    )
    window.start()
    hands = Hands(window, lambda name: Path(home) / f"{name}.png")
    hands.until(lambda: window.session.line is not None, "the status line")
    ask_for_a_visit(hands, parts)
    hands.press("continue")
    hands.arrive("confirmation")
    keeping = window.session.keeping
    assert keeping is not None
    sys.stdout.write(f"{keeping.confirmation.reference}\n")
    sys.stdout.flush()
    os._exit(0)  # the person walks away: the session is not finished, so its receipt stays queued


def ask_for_a_visit(hands: Hands, parts: Parts) -> None:
    """Every question, up to the page on which the answers are checked."""
    hands.press("tile:prison-visit")
    hands.pick("options:prison", PRISON)
    hands.press("continue")
    fill(hands, {"prisoner.first_name": "David", "prisoner.last_name": "Thomas"})
    fill(hands, date("prisoner.date_of_birth", "27 3 1985"))
    fill(hands, {"prisoner.number": prison_number()})
    fill(hands, {"visitors.0.first_name": "Siân", "visitors.0.last_name": "Thomas"})
    fill(hands, date("visitors.0.date_of_birth", "14 2 1988"))
    hands.press("continue")
    context = parts.catalogues.context()
    prison = context.catalogue.prison(PRISON)
    assert prison is not None
    slot = slots_on_offer(prison, context.today, context.catalogue)[0]
    choose(hands, f"day:{slot.day.isoformat()}", f"time:{slot.value}")
    choose(hands, "option:no")
    choose(hands, "option:text")
    fill(hands, {"contact.phone": "07700 900 982"})
    choose(hands, "option:cy")
    hands.arrive("check")


def choose(hands: Hands, *names: str) -> None:
    for name in names:
        hands.press(name)
    hands.press("continue")


def fill(hands: Hands, answers: Mapping[str, str]) -> None:
    for path, text in answers.items():
        hands.type(f"field:{path}", text)
    hands.press("continue")
    hands.until(lambda: not hands.is_there(f"field:{next(iter(answers))}"), "the next question")


def date(path: str, text: str) -> dict[str, str]:
    return dict(zip((f"{path}.day", f"{path}.month", f"{path}.year"), text.split(), strict=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
