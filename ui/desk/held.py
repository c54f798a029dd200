"""What a page says of the time that is held: until when, how long that still is, that it is over. Never more than is known."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk_app.use_cases.holding import Shown, Standing
from services.forms.words import Words
from ui.a11y import announce
from ui.components.containers import Container
from ui.components.notes import IconNote
from ui.desk.layout import Rule
from ui.desk.words import _, _n
from ui.theme import Icon, LookSource

_MINUTE = 60
_SPOKEN_EVERY = 10  # seconds, in the last minute
_BELOW, _BELOW_RULE = 16, 18


def held_words(shown: Shown) -> tuple[Words, ...]:
    """A title and lines; nothing where there is nothing to say."""
    match shown.standing:
        case Standing.HELD if shown.until is not None:
            title = _("We are holding your 1st choice for you until {at:time}.", at=shown.until)
            longer = (_("You are still here, so we are holding it for longer."),) if shown.renewed else ()
            return (title, *longer, _left(shown.seconds))
        case Standing.FULL:
            return (
                _("The prison has no place left for your 1st choice at the moment."),
                _("You can choose another time. If you keep it, the prison tries your choices in order."),
            )
        case Standing.LOST:
            return (_("Your 1st choice is no longer held."), _("Your request can still be sent. The prison decides."))
        case _:
            return ()


def _left(seconds: int) -> Words:
    """In minutes that are whole, then in seconds: never more than there is."""
    if seconds < _MINUTE:
        return _n("{n} second left.", "{n} seconds left.", seconds)
    return _n("{n} minute left.", "{n} minutes left.", seconds // _MINUTE)


class HeldNote(Container):
    """The note. It takes no room while there is nothing to say; with `ruled` a line stands below it."""

    def __init__(self, looks: LookSource, parent: QWidget, *, ruled: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("held")
        self._said: tuple[str, ...] = ()
        self._spoken: tuple[object, ...] | None = None  # None until it was told something on this page
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, _BELOW_RULE if ruled else _BELOW)
        layout.setSpacing(_BELOW_RULE)
        self._note = IconNote(looks, Icon.CLOCK, "", title=" ", size=looks.measures.icon + 10, gap=16, parent=self)
        layout.addWidget(self._note)
        if ruled:
            layout.addWidget(Rule(looks))
        self.hide()
        self.follow(looks)

    def tell(self, shown: Shown) -> None:
        """Say how it stands now. It is drawn anew only when the words are others, and spoken when something has happened."""
        words = tuple(self.looks.say(each) for each in held_words(shown))
        if words != self._said:
            self._said = words
            icon = Icon.CLOCK if shown.standing is Standing.HELD else Icon.INFO
            self._note.set(icon, "\n".join(words[1:]), title=words[0] if words else "")
            self.setVisible(bool(words))
        happened = _happened(shown)
        if happened != self._spoken:
            first, self._spoken = self._spoken is None, happened
            if words and not first:
                announce(self, " ".join(words))


def _happened(shown: Shown) -> tuple[object, ...]:
    """What is another when there is something to speak of: the state, another end, the last minute in tens of seconds."""
    nearly = -(-shown.seconds // _SPOKEN_EVERY) if shown.seconds <= _MINUTE else None
    return (shown.standing, shown.until, nearly)
