"""What characters are called that have no sound of their own."""

from __future__ import annotations

from services.forms.words import Domain, verbatim
from ui.theme import Said

_ = Domain("ui")

_SIGNS = {
    "-": _("hyphen"), "'": _("apostrophe"), ".": _("full stop"), ",": _("comma"), "@": _("at sign"), "&": _("and sign"),
    "(": _("open bracket"), ")": _("close bracket"), "/": _("slash"), ":": _("colon"), ";": _("semicolon"),
    "!": _("exclamation mark"), "?": _("question mark"), "+": _("plus"), "=": _("equals"), "_": _("underscore"),
    "%": _("per cent"), '"': _("quotation mark"), "£": _("pound sign"), "#": _("hash"), "*": _("star"),
}  # fmt: skip
_SPACE = _("Space")


def sign_name(character: str) -> Said:
    """The name of a sign; "" for what is called by itself."""
    return _SIGNS.get(character, "")


def spoken(character: str) -> Said:
    """Any one character as it is said while somebody types it."""
    if character == " ":
        return _SPACE
    if character.isalpha() and character.isupper():
        return _("capital {letter}", letter=character)
    return sign_name(character) or verbatim(character)
