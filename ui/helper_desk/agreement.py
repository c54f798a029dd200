"""Who is helped, with what, and that they agree to it: before the first question, and to look at and change afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from kiosk_app.ports.helping import Agreed, Agreement, Given, Relationship
from kiosk_app.use_cases.helping import MOST_NAME, Wanted
from kiosk_app.wording import error_words
from services.common.references import grouped
from services.forms.words import Words
from ui.components.buttons import Button, Kind, Scale
from ui.components.errors import ErrorSummary
from ui.components.fields import TextField
from ui.components.keyboard.layouts import KeyboardKind
from ui.components.marks import CheckRow, MarkGroup, RadioRow
from ui.components.staff import Shortcut
from ui.components.text import BOLD, TextBlock
from ui.desk.layout import Part, column, row, side_by_side
from ui.desk.screen import PRIMARY_WIDTH, Stage
from ui.desk.staff_page import StaffScreen
from ui.desk.words import _
from ui.helper_desk.dress import HELPER_DESK
from ui.helper_desk.helping import FAILED
from ui.helper_desk.words import KINDS, MISSING, RELATIONSHIPS, WAYS_TO_AGREE, agreed_words
from ui.theme import Role, Said

FOLLOWS = "follows"  # what this page remembers: the reference of a request that was put aside, and is now made anew
_CHARS, _BESIDE, _BETWEEN = 24, 560, 12
_SERVICE, _TICK = "service", "tick"
_LINES = (("client", _("Client’s name")), ("organisation", _("Your organisation")))
_Code = TypeVar("_Code", bound=StrEnum)


class AgreementScreen(StaffScreen):
    """What is typed and chosen is remembered while the page is; nothing is kept before the button is pressed."""

    beside_ways = False

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._helping = self.session.staff.helping
        self._view = self.session.view
        agreed = None if self._helping.file is None else self._helping.file.opened.case.agreement
        self._begin(agreed)
        self._summary = ErrorSummary(self.looks)
        self._summary.setObjectName("error-summary")
        self._fields = {key: self._line(key, label) for key, label in _LINES}
        self._groups: dict[str, MarkGroup] = {}
        left = column(*self._who())
        right = column(*self._what(new=agreed is None))
        lead = _("Ask before you begin. They can stop at any time, and nothing happens.")
        self.add(
            self._summary, 16 if self.has_errors else 0,
            TextBlock(self.looks, self.title, Role.SUBHEADING, of_page=True), 4,
            TextBlock(self.looks, lead if agreed is None else agreed_words(agreed, stage.time.today()), ink="secondary"), 18,
            *self._follows(),
            side_by_side(left, right, _BESIDE, wide=stage.wide, gutter=40), 14,
            self._buttons(new=agreed is None), None,
        )  # fmt: skip
        self.focus = self._fields["client"]

    @property
    def desk_name(self) -> Said:
        """Whose desk it is."""
        return HELPER_DESK

    @property
    def title(self) -> Said:
        """What to do."""
        return _("Agreement to be helped")

    @property
    def hints(self) -> Sequence[Shortcut]:
        """The keys of the page."""
        return (Shortcut("Tab", _("Next")), Shortcut("Space", _("Choose")), Shortcut("Esc", _("Back")), Shortcut("F1", _("All")))

    @property
    def has_errors(self) -> bool:
        """Whether something is missing."""
        return bool(self.session.view.get(FAILED))

    def entered(self) -> None:
        """Show what is missing, with the focus on it."""
        code = self._view.get(FAILED, "")
        if not code:
            super().entered()
            return
        words = MISSING.get(code) or error_words(code)
        if code in self._fields:
            self._fields[code].set_error(words)
            self.show_errors(self._summary, [(words, self._fields[code])])
            return
        group = self._groups.get(code)
        if group is not None:
            group.set_error(words)
        self.show_errors(self._summary, [(words, self._fields["client"] if group is None else group.rows[0])])

    def enter(self) -> None:
        """Begin to help, or keep what was changed."""
        view = self._view
        view.pop(FAILED, None)
        wanted = Wanted(
            client=view["client"],
            relationship=_chosen(Relationship, view["relationship"]),
            organisation=view["organisation"],
            agreed=self._agreed(),
            given=frozenset(map(Given, view["given"].split())),
        )
        if self._helping.file is not None:
            self._helping.agree(wanted)
        elif view[_SERVICE] not in self.session.services:
            view[FAILED] = _SERVICE
            self.session.redraw()
        else:
            self._helping.start(view[_SERVICE], wanted)

    def _agreed(self) -> Agreed | None:
        """What the client ticks counts once it is ticked."""
        how = _chosen(Agreed, self._view["agreed"])
        return None if how is Agreed.TICKED and not self._view[_TICK] else how

    def _begin(self, agreed: Agreement | None) -> None:
        offered = self._offered()
        only = next(iter(offered)) if len(offered) == 1 else ""
        known = {
            "client": "" if agreed is None else agreed.client,
            "organisation": self.looks.say(self.stage.site.name) if agreed is None else agreed.organisation,
            "relationship": Relationship.ADVISER.value if agreed is None else agreed.relationship.value,
            "agreed": "" if agreed is None else agreed.agreed.value,
            "given": "" if agreed is None else " ".join(sorted(agreed.given)),
            _TICK: "" if agreed is None or agreed.agreed is not Agreed.TICKED else "yes",
            _SERVICE: only,
        }
        for name, value in known.items():
            self._view.setdefault(name, value)

    def _offered(self) -> Mapping[str, Words]:
        return {key: service.title for key, service in self.session.services.items() if service.starts_here}

    def _follows(self) -> list[Part]:
        """Which request that was put aside the new one is made in the place of."""
        reference = self._view.get(FOLLOWS, "")
        if not reference:
            return []
        words = _("This follows {reference}, which was put aside. Ask everything anew.", reference=grouped(reference))
        return [TextBlock(self.looks, words, weight=BOLD), 14]

    def _who(self) -> list[Part]:
        parts: list[Part] = []
        for key, label in _LINES:
            parts += [TextBlock(self.looks, label, weight=BOLD), 6, self._fields[key], _BETWEEN]
        who = {each.value: (words, "") for each, words in RELATIONSHIPS.items()}
        return [*parts, *self._one_of("relationship", _("Who are you to your client?"), who)]

    def _what(self, *, new: bool) -> list[Part]:
        offered: dict[str, tuple[Said, Said]] = {key: (words, "") for key, words in self._offered().items()}
        service = self._one_of(_SERVICE, _("What do they need help with?"), offered) if new else []
        ways = {each.value: words for each, words in WAYS_TO_AGREE.items()}
        parts = [*service, *self._one_of("agreed", _("How did they agree?"), ways)]
        if self._view["agreed"] == Agreed.TICKED:
            tick = CheckRow(self.looks, _("I agree that somebody helps me, and that they see what I answer"))
            tick.setObjectName("client-ticks")
            tick.setChecked(bool(self._view[_TICK]))
            tick.toggled.connect(lambda on: self._view.__setitem__(_TICK, "yes" if on else ""))
            parts += [tick, _BETWEEN]
        kinds = list(KINDS)
        rows = [CheckRow(self.looks, KINDS[kind]) for kind in kinds]
        for kind, made in zip(kinds, rows, strict=True):
            made.setObjectName(f"given:{kind.value}")
            made.setChecked(kind.value in self._view["given"].split())
            made.toggled.connect(lambda on, kind=kind: self._give(kind, on=on))
        label = _("What help did they agree to?")
        self._groups["given"] = group = MarkGroup(self.looks, label, rows)
        return [*parts, TextBlock(self.looks, label, weight=BOLD), 4, group, _BETWEEN]

    def _one_of(self, key: str, label: Words, options: Mapping[str, tuple[Said, Said]]) -> list[Part]:
        rows = [RadioRow(self.looks, words, hint) for words, hint in options.values()]
        for code, made in zip(options, rows, strict=True):
            made.setObjectName(f"{key}:{code}")
            made.setChecked(self._view[key] == code)
            made.clicked.connect(lambda _on=False, code=code: self._choose(key, code))
        self._groups[key] = group = MarkGroup(self.looks, label, rows)
        return [TextBlock(self.looks, label, weight=BOLD), 4, group, _BETWEEN]

    def _choose(self, key: str, code: str) -> None:
        before, self._view[key] = self._view[key], code
        if key == "agreed" and Agreed.TICKED in {before, code} and before != code:
            self.session.redraw()  # what the client ticks comes or goes

    def _give(self, kind: Given, *, on: bool) -> None:
        given = set(self._view["given"].split()) - {kind.value} | ({kind.value} if on else set())
        self._view["given"] = " ".join(sorted(given))

    def _line(self, key: str, label: Words) -> TextField:
        chars = _CHARS if self.stage.wide else 0
        field = TextField(self.looks, label, keyboard=KeyboardKind.NAME, chars=chars, most=MOST_NAME)
        field.setObjectName(f"field:{key}")
        field.setText(self._view[key])
        field.textChanged.connect(lambda text: self._view.__setitem__(key, text))
        field.returnPressed.connect(self.enter)
        return field

    def _buttons(self, *, new: bool) -> Part:
        go = Button(self.looks, _("Start helping") if new else _("Save"), Kind.PRIMARY, minimum=PRIMARY_WIDTH)
        go.setObjectName("continue")
        go.clicked.connect(self.enter)
        leave = Button(self.looks, _("Go back"), Kind.SECONDARY, scale=Scale.STAFF)
        leave.setObjectName("go-back")
        leave.clicked.connect(self.session.back)
        return row(go, 16, leave, None)


def _chosen(codes: type[_Code], value: str) -> _Code | None:
    return codes(value) if value else None
