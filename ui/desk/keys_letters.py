"""Which characters a key of the keypad gives, one after the other, in a field for each kind of answer.

The letters are where telephones have them (ITU-T E.161); after them comes the digit, then every Welsh letter with an accent.
Fields for codes give the digit first. `CAPITAL` types nothing: the letter after it is a capital.
"""

from __future__ import annotations

from ui.components.keyboard.layouts import KeyboardKind

CAPITAL = "\N{UPWARDS ARROW}"

_LETTERS = {"2": "abc", "3": "def", "4": "ghi", "5": "jkl", "6": "mno", "7": "pqrs", "8": "tuv", "9": "wxyz"}
_BASES = {"a": "âáäà", "e": "êéëè", "i": "îíïì", "o": "ôóöò", "u": "ûúüù", "w": "ŵẃẅẁ", "y": "ŷýÿỳ"}
_SIGNS = "-'.,@&()/1:;!?+=_%\"£#*"
_CODE_SIGNS = "1-/"
_EMAIL_SIGNS = ".@-_1+'%&/=!?#*"
_DIGITS_ONLY = frozenset({KeyboardKind.DIGITS, KeyboardKind.DATE, KeyboardKind.PHONE, KeyboardKind.SECRET})
_BEGINS_A_WORD = frozenset(" -'’.")


def direct(kind: KeyboardKind) -> bool:
    """Whether a key types its digit at once."""
    return kind in _DIGITS_ONLY


def characters(kind: KeyboardKind, key: str) -> str:
    """What a digit key gives in a field of this kind, from the first press to the last, then from the beginning again."""
    if direct(kind):
        return key
    if key == "1":
        return {KeyboardKind.CODE: _CODE_SIGNS, KeyboardKind.EMAIL: _EMAIL_SIGNS}.get(kind, _SIGNS)
    if key == "0":
        return {KeyboardKind.CODE: "0 ", KeyboardKind.EMAIL: f"0{CAPITAL}"}.get(kind, f" 0{CAPITAL}")
    letters = _LETTERS[key]
    if kind is KeyboardKind.CODE:
        return f"{key}{letters}"
    if kind is KeyboardKind.EMAIL:
        return f"{letters}{key}"
    return f"{letters}{key}{''.join(_BASES.get(letter, '') for letter in letters)}"


def begins_capital(kind: KeyboardKind, before: str) -> bool:
    """Whether a letter after the text `before` is a capital by itself."""
    match kind:
        case KeyboardKind.CODE:
            return True
        case KeyboardKind.NAME:
            return not before or before[-1] in _BEGINS_A_WORD
        case _:
            return False
