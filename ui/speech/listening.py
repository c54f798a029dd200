"""Whether nobody but the person at the kiosk can hear it now.

A site whose kiosk speaks into a handset or headphones alone says so in its settings. Elsewhere the headphone socket can be asked:
Linux shows its switch as an input device, whose state is read whenever something is about to be said.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable

from ui.speech.plan import Listening

_SWITCHES = 1  # bytes of switches that are read: the first eight
_HEADPHONE_INSERT = 1 << 2  # SW_HEADPHONE_INSERT of linux/input-event-codes.h
_EVIOCGSW = (2 << 30) | (_SWITCHES << 16) | (ord("E") << 8) | 0x1B  # linux/input.h


def listening_now(listening: Listening, jack: str) -> Callable[[], bool]:
    """How to ask, whenever it matters. `jack` is the path of the input device that has the headphone switch."""
    match listening:
        case Listening.OPEN:
            return lambda: False
        case Listening.PRIVATE:
            return lambda: True
        case Listening.JACK:
            return lambda: is_plugged_in(jack)


def read_switches(descriptor: int) -> bytes:
    """The state of an input device's switches.

    Raises:
        OSError: it is no such device.
    """
    return fcntl.ioctl(descriptor, _EVIOCGSW, bytes(_SWITCHES))


def is_plugged_in(path: str, switches: Callable[[int], bytes] = read_switches) -> bool:
    """Whether something is in the headphone socket. Where that cannot be known, nothing is."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError):
        return False
    try:
        return bool(switches(descriptor)[0] & _HEADPHONE_INSERT)
    except OSError:
        return False
    finally:
        os.close(descriptor)
