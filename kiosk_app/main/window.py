"""Putting one window together."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from kiosk_app.config import Settings
from kiosk_app.main.parts import Parts
from kiosk_app.ports.lifeline import Lifeline
from services.language import Language

if TYPE_CHECKING:
    from ui.application import DeskPlan
    from ui.desk.keys_plan import KeysPlan


def plan(parts: Parts, language: Language | None, *, fullscreen: bool) -> DeskPlan:
    """What a window of this kiosk is made from. The store is opened later, off the event loop."""
    changes = parts.home.local_settings
    mark = changes.mark()  # before they are read: what is changed meanwhile counts as changed
    desk, speech = parts.settings.desk, parts.settings.speech

    from ui.application import DeskPlan  # after the services: PySide6 reads the source of each module that is imported after it
    from ui.desk.idle import IdleLimits
    from ui.desk.offering import Offering
    from ui.desk.screen import Information
    from ui.speech.plan import Listening, SpeechPlan

    site = parts.settings.site
    main = Offering.of(parts.services, site.main_service, site.services).main
    information = Information(main.information_line, main.information) if main.information_line else Information()
    return DeskPlan(
        site=parts.settings.site_words(""),
        services=parts.services,
        main_service=main.key,
        offers=site.services,
        open_desk=parts.public_desk,
        language=language or desk.first_language,
        limits=IdleLimits(
            warn=desk.warn_after_seconds,
            countdown=desk.clear_after_seconds,
            lock=desk.lock_after_seconds,
            longer=desk.longer_times,
        ),
        keys=_keys(parts.settings),
        information=information,
        fullscreen=fullscreen,
        viewing=parts.settings.screen.viewing(),
        speech=SpeechPlan(
            speech.sound, speech.device, speech.volume, speech.rate, listening=Listening(speech.private), jack=speech.jack
        )
        if speech.read_aloud
        else None,
        is_old=lambda: changes.mark() != mark,
    )


def _keys(settings: Settings) -> KeysPlan:
    from ui.desk.keys_plan import KeysPlan, Pace, PadKeys, PadLayout, PadPlan

    pad, pressing = settings.keypad, settings.pressing
    return KeysPlan(
        PadPlan(PadKeys(pad.which), PadLayout(pad.layout), pad.star, pad.hash, arrows_move=pad.arrows_move),
        Pace(
            pressing.accept_after_seconds,
            pressing.ignore_again_seconds,
            pressing.repeat_after_seconds,
            pressing.repeat_every_seconds,
        ),
    )


def show(parts: Parts, options: argparse.Namespace, lifeline: Lifeline) -> int:
    """One session in this process; its exit status."""
    from kiosk_app.machine import refuse_sockets_while_off

    refuse_sockets_while_off(parts.switch)
    language = Language(options.lang) if options.lang else None
    made = plan(parts, language, fullscreen=not options.window)

    from ui.application import run

    return run(made, spare=options.spare, lifeline=lifeline)
