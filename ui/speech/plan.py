"""What the parts of reading aloud agree on: a piece of speech, how loud, and what a site sets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from services.language import Language

QUIETEST, LOUDEST = 1, 5


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words to say, and the language they are in."""

    text: str
    language: Language


class Listening(Enum):
    """Who can hear the kiosk."""

    OPEN = "never"  # anybody near it
    PRIVATE = "always"  # the person alone: its sound comes out of a handset or headphones and nowhere else
    JACK = "jack"  # the person alone, while something is plugged into the headphone socket


@dataclass(frozen=True, slots=True)
class SpeechPlan:
    """How a kiosk speaks. `volume` is where each session begins, from `QUIETEST` to `LOUDEST`; `rate` from -100 to 100.

    `sound` is "alsa" or "pulse", `device` one of its outputs; `jack` the input device that knows of the headphone socket.
    """

    sound: str = "alsa"
    device: str = "default"
    volume: int = 4
    rate: int = -10
    listening: Listening = Listening.OPEN
    jack: str = ""
