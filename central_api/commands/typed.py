"""What an option may hold: whatever cannot be one is refused as wrong usage, before anything is opened."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Final

from central_api.sites import NO_SITE, is_site

LARGEST: Final = 2**63 - 1  # that a database counts to
_LONGEST_NAME: Final = 64  # of a device


def whole(least: int, most: int) -> Callable[[str], int]:
    """A whole number within these."""

    def number(text: str) -> int:
        given = int(text)
        if not least <= given <= most:
            raise argparse.ArgumentTypeError(f"a whole number from {least} to {most}")
        return given

    return number


def site(text: str) -> str:
    """The code of a site."""
    if not is_site(text):
        raise argparse.ArgumentTypeError(NO_SITE)
    return text


def device_name(text: str) -> str:
    """What staff call a kiosk: it fits on a label."""
    if not 0 < len(text) <= _LONGEST_NAME or not text.isprintable() or text != text.strip():
        raise argparse.ArgumentTypeError(f"a name is 1 to {_LONGEST_NAME} letters in one line, without spaces at its ends")
    return text


def printable(text: str) -> str:
    """What any database can be asked for."""
    if not text.isprintable():
        raise argparse.ArgumentTypeError("letters in one line")
    return text
