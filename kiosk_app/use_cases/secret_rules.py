"""Which PINs and passphrases are taken, and which names. Pure, and the same at the kiosk and on the command line.

A secret of digits alone is a PIN, of six at least; anything else is a passphrase, of ten characters at least (NIST SP 800-63B,
section 3.1.1: length before composition, and common values refused). What is too easy to guess is refused by its shape: one
thing repeated, a run of neighbours, or the name.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from kiosk_app.staff_errors import NameUnusable, SecretTooWeak

LEAST_PIN, LEAST_PASSPHRASE, MOST_SECRET, MOST_NAME = 6, 10, 128, 60
_LONGEST_REPEATED = 3  # 121212, 123123
_LEAST_PART = 3  # letters of a name that must not stand in a secret


def check_secret(secret: str, name: str) -> None:
    """Refuse a secret that is too easy to guess.

    Raises:
        SecretTooWeak: `why` is too-short, too-long, repeated, in-a-row or has-name.
    """
    why = _weakness(unicodedata.normalize("NFC", secret), name)
    if why:
        raise SecretTooWeak(why=why)


def is_pin(secret: str) -> bool:
    """Whether it is digits alone."""
    return secret.isascii() and secret.isdecimal()


def as_code(typed: str) -> str:
    """A one-time code of the centre however it was typed: capitals, without hyphens or spaces, no letter taken for a number.

    Codes are written in Crockford's base 32, which has no I, L and O.
    """
    letters = "".join(each for each in typed.upper() if each.isalnum())
    return letters.translate(str.maketrans("ILO", "110"))


def clean_name(name: str) -> str:
    """A name as it is kept: without spaces around it, or two in a row.

    Raises:
        NameUnusable: nobody can be called that.
    """
    cleaned = " ".join(unicodedata.normalize("NFC", name).split())
    if not cleaned or len(cleaned) > MOST_NAME or not cleaned.isprintable():
        raise NameUnusable
    return cleaned


def _weakness(secret: str, name: str) -> str:
    if len(secret) < (LEAST_PIN if is_pin(secret) else LEAST_PASSPHRASE):
        return "too-short"
    if len(secret) > MOST_SECRET or not secret.isprintable():
        return "too-long" if secret.isprintable() else "unprintable"
    folded = secret.casefold()
    if any(_repeats(folded, length) for length in range(1, _LONGEST_REPEATED + 1)):
        return "repeated"
    if is_pin(secret) and _in_a_row(folded):
        return "in-a-row"
    return "has-name" if any(len(part) >= _LEAST_PART and part in folded for part in name.casefold().split()) else ""


def _repeats(text: str, length: int) -> bool:
    """Whether it is nothing but its first letters, again and again."""
    return (text[:length] * (len(text) // length + 1))[: len(text)] == text


def _in_a_row(digits: str) -> bool:
    """123456, 987654, and round the corner: 789012."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    return len(steps) == 1 and steps <= {1, 9}
