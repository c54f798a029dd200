"""Cases of help in the local database (`kiosk_app.ports.helping`).

Every question names the owner. Of thousands of cases a list is asked for again and again, and most of its time would go into
unsealing names: so what was read is kept in memory for as long as the store is open, and only what is newer is read. Each change
of any case takes the next turn; what was let go is noticed by the count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from threading import Lock
from types import MappingProxyType
from typing import Any, Final, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Engine, Row, Update, and_, func, insert, select, update

from kiosk_app.events import Event
from kiosk_app.ports.drafts import DraftClaim, Owner
from kiosk_app.ports.helping import (
    Agreed,
    Agreement,
    Done,
    Given,
    HelpedCase,
    HelpedLine,
    HelpedState,
    NewHelp,
    Relationship,
    Step,
)
from kiosk_app.ports.machine import Clock
from kiosk_app.ports.submissions import NewSubmission
from kiosk_app.staff_errors import HelpGone
from local_store.audit import Entry, append
from local_store.drafts import begin, check_content, drop
from local_store.engine import reading
from local_store.sealing import Column, Sealing
from local_store.tables import helped, helped_steps
from services.language import Language

_Whose: TypeAlias = tuple[str, ...]

_EVENTS: Mapping[Step, Event] = MappingProxyType(
    {
        Step.STARTED: Event.HELP_STARTED,
        Step.AGREED: Event.HELP_AGREED,
        Step.HANDED_OVER: Event.HELP_HANDED_OVER,
        Step.RIGHT: Event.HELP_CHECKED,
        Step.WRONG: Event.HELP_CHECKED,
        Step.RETURNED: Event.HELP_RETURNED,
        Step.REFUSED: Event.HELP_REFUSED,
        Step.STOPPED: Event.HELP_STOPPED,
        Step.SUBMITTED: Event.HELP_SUBMITTED,
    }
)
_SAID: Final = frozenset({Step.RIGHT, Step.WRONG})
_STEPS: Final = select(helped_steps.c.step, helped_steps.c.at).order_by(helped_steps.c.number)


class _Read:
    """What was read of a list so far, the newest first."""

    __slots__ = ("lines", "turn")

    def __init__(self) -> None:
        self.turn = 0
        self.lines: dict[UUID, HelpedLine] = {}


class StoredHelped:
    """The cases in the local database."""

    def __init__(self, engine: Engine, clock: Clock, sealing: Sealing) -> None:
        self._engine = engine
        self._clock = clock
        self._sealing = sealing
        self._read: dict[_Whose, _Read] = {}
        self._reading = Lock()

    def lines(self, owner: Owner) -> Sequence[HelpedLine]:
        """All cases of an owner, the one changed last first."""
        return self._list(tuple(owner), _owned(owner))

    def of_site(self, site: str) -> Sequence[HelpedLine]:
        """What every operator of a site submitted, the one changed last first."""
        return self._list((site,), and_(helped.c.site == site, helped.c.state == HelpedState.SUBMITTED))

    def find(self, owner: Owner, case: UUID) -> HelpedCase:
        """One case.

        Raises:
            HelpGone: this owner has no such case (any more).
        """
        with reading(self._engine) as connection:
            return self._case(connection, owner, case)

    def start(self, owner: Owner, new: NewHelp) -> HelpedCase:
        """Keep a new case and its draft, both or neither.

        Raises:
            DraftTooLarge, DraftNotText: neither was kept.
        """
        check_content({**new.draft.content, "client": new.agreement.client, "organisation": new.agreement.organisation})
        with self._engine.begin() as connection:
            now = self._clock.now()
            draft = begin(connection, self._sealing, owner, new.draft, now)
            row = {
                "id": new.id, "service": draft.service, "language": draft.language, "draft_id": draft.id,
                "state": HelpedState.DRAFT, "reference": "", "done": 0, "sections": new.sections, "started": now,
                **owner._asdict(),
            }  # fmt: skip
            connection.execute(insert(helped).values(**row, **_next(now), **self._agreed(new.id, new.agreement)))
            _note(connection, owner, new.id, Step.STARTED, now, service=draft.service)
            return self._case(connection, owner, new.id)

    def change(self, owner: Owner, case: UUID, *, done: int, sections: int, language: Language) -> HelpedLine:
        """Keep how far it is.

        Raises:
            HelpGone: this owner has no such case that is still a draft.
        """
        with self._engine.begin() as connection:
            values = {"done": done, "sections": sections, "language": language}
            _changed(connection, case, _draft_of(owner, case).values(**values, **_next(self._clock.now())))
            return self._case(connection, owner, case).line

    def agree(self, owner: Owner, case: UUID, agreement: Agreement) -> HelpedCase:
        """Keep another agreement over the one before.

        Raises:
            HelpGone: this owner has no such case that is still a draft.
        """
        check_content({"client": agreement.client, "organisation": agreement.organisation})
        with self._engine.begin() as connection:
            now = self._clock.now()
            _changed(connection, case, _draft_of(owner, case).values(**self._agreed(case, agreement), **_next(now)))
            _note(connection, owner, case, Step.AGREED, now)
            return self._case(connection, owner, case)

    def note(self, owner: Owner, case: UUID, step: Step) -> None:
        """Add a line to what has been done, now.

        Raises:
            HelpGone: this owner has no such case (any more).
        """
        with self._engine.begin() as connection:
            if connection.execute(select(helped.c.id).where(_named(owner, case))).one_or_none() is None:
                raise HelpGone(case=case)
            _note(connection, owner, case, step, self._clock.now())

    def stop(self, owner: Owner, case: UUID) -> None:
        """Delete the draft for ever; the case stays, as stopped.

        Raises:
            HelpGone: this owner has no such case that is still a draft.
        """
        with self._engine.begin() as connection:
            now = self._clock.now()
            draft = connection.execute(select(helped.c.draft_id).where(_named(owner, case))).scalar_one_or_none()
            _changed(connection, case, _draft_of(owner, case).values(state=HelpedState.STOPPED, draft_id=None, **_next(now)))
            if draft is not None:
                drop(connection, owner, draft, now)
            _note(connection, owner, case, Step.STOPPED, now)

    def events(self, owner: Owner, case: UUID) -> Sequence[Done]:
        """What has been done, in its order; nothing where this owner has no such case."""
        mine = _STEPS.join(helped, helped.c.id == helped_steps.c.helped_id).where(_named(owner, case))
        with reading(self._engine) as connection:
            return [Done(Step(row.step), row.at) for row in connection.execute(mine)]

    def _list(self, whose: _Whose, which: ColumnElement[bool]) -> Sequence[HelpedLine]:
        newer = select(helped).where(which).order_by(helped.c.turn)
        count = select(func.count()).select_from(helped).where(which)
        with self._reading, reading(self._engine) as connection:
            read = self._read.setdefault(whose, _Read())
            self._take(read, connection.execute(newer.where(helped.c.turn > read.turn)).all())
            if connection.execute(count).scalar_one() != len(read.lines):
                read = self._read[whose] = _Read()
                self._take(read, connection.execute(newer).all())
            return tuple(reversed(read.lines.values()))

    def _take(self, read: _Read, rows: Sequence[Row[Any]]) -> None:
        for row in rows:
            read.lines.pop(row.id, None)
            read.lines[row.id] = self._line(row)
            read.turn = row.turn

    def _case(self, connection: Connection, owner: Owner, case: UUID) -> HelpedCase:
        row = connection.execute(select(helped).where(_named(owner, case))).one_or_none()
        if row is None:
            raise HelpGone(case=case)
        sealed = self._sealing.unseal(Column.CLIENT, row.id, row.client)
        agreement = Agreement(
            client=sealed["name"],
            relationship=Relationship(row.relationship),
            organisation=sealed["organisation"],
            agreed=Agreed(row.agreed),
            given=frozenset(map(Given, row.given)),
            at=row.consent_at,
        )
        return HelpedCase(self._line(row), agreement)

    def _line(self, row: Row[Any]) -> HelpedLine:
        return HelpedLine(
            id=row.id,
            client=self._sealing.unseal(Column.CLIENT, row.id, row.client)["name"],
            service=row.service,
            language=Language(row.language),
            state=HelpedState(row.state),
            started=row.started,
            changed=row.changed,
            draft=row.draft_id,
            submission=row.submission_id,
            reference=row.reference,
            done=row.done,
            sections=row.sections,
            consent_at=row.consent_at,
            operator=row.operator,
        )

    def _agreed(self, case: UUID, agreement: Agreement) -> dict[str, object]:
        client = {"name": agreement.client, "organisation": agreement.organisation}
        return {
            "client": self._sealing.seal(Column.CLIENT, case, client),
            "relationship": agreement.relationship,
            "agreed": agreement.agreed,
            "consent_at": agreement.at,
            "given": sorted(agreement.given),
        }


def submitted(connection: Connection, draft: DraftClaim, new: NewSubmission, now: datetime) -> None:
    """Within the transaction that keeps a submission, before its draft goes: the draft's case, if it has one, is submitted."""
    owner = draft.owner
    mine = and_(_owned(owner), helped.c.draft_id == draft.id)
    case = connection.execute(select(helped.c.id).where(mine)).scalar_one_or_none()
    if case is None:
        return
    values = {"state": HelpedState.SUBMITTED, "draft_id": None, "submission_id": new.id, "reference": new.reference}
    connection.execute(update(helped).where(mine).values(**values, done=helped.c.sections, **_next(now)))
    _note(connection, owner, case, Step.SUBMITTED, now, submission=str(new.id))


def _note(connection: Connection, owner: Owner, case: UUID, step: Step, now: datetime, **details: str) -> None:
    connection.execute(insert(helped_steps).values(helped_id=case, step=step, at=now))
    said = {"said": step.value} if step in _SAID else {}
    append(connection, now, Entry(_EVENTS[step], str(case), {**said, **details, "operator": owner.operator}))


def _next(now: datetime) -> dict[str, object]:
    """A change made now takes the next turn of all cases."""
    turns = helped.alias()
    return {"changed": now, "turn": select(func.coalesce(func.max(turns.c.turn), 0) + 1).scalar_subquery()}


def _changed(connection: Connection, case: UUID, statement: Update) -> None:
    if connection.execute(statement).rowcount == 0:
        raise HelpGone(case=case)


def _draft_of(owner: Owner, case: UUID) -> Update:
    return update(helped).where(_named(owner, case), helped.c.state == HelpedState.DRAFT)


def _owned(owner: Owner) -> ColumnElement[bool]:
    return and_(helped.c.site == owner.site, helped.c.operator == owner.operator)


def _named(owner: Owner, case: UUID) -> ColumnElement[bool]:
    return and_(helped.c.id == case, _owned(owner))
