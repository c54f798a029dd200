"""What was typed from an item, round by round: sealed in its row, kept over the revision that was seen or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, delete, insert, update

from kiosk_app.events import Event
from kiosk_app.ports.captures import DECIDED, FIRST, SECOND, BatchState, ItemState, KeptRound
from kiosk_app.staff_errors import CaptureChanged, CaptureRefused
from local_store.audit import Entry, append
from local_store.capture_rows import Rows, item_row
from local_store.capture_tables import items, rounds
from local_store.drafts import check_content
from local_store.engine import reading
from local_store.sealing import Column


class Rounds(Rows):
    """The part of `StoredCaptures` that keeps what was typed."""

    def find(self, site: str, item: UUID, round_: int) -> KeptRound | None:
        """What was typed in a round; None where nobody began it. Raises `CaptureGone`."""
        with reading(self.engine) as connection:
            item_row(connection, site, item)
            return self.round_of(connection, item, round_)

    def save(self, site: str, kept: KeptRound) -> KeptRound:
        """Keep a round over that of its revision, and move its item along.

        Raises:
            CaptureChanged, CaptureGone, CaptureRefused, DraftTooLarge, DraftNotText: what was kept before stands.
        """
        check_content({**kept.texts, **{f"mark:{path}": mark for path, mark in kept.marks.items()}})
        with self.engine.begin() as connection:
            row = item_row(connection, site, kept.item)
            _check_open(row)
            found = self.round_of(connection, kept.item, kept.round)
            if (0 if found is None else found.revision) != kept.revision:
                raise CaptureChanged(item=kept.item, round=kept.round)
            entry = self._decided(row, kept) if kept.round == DECIDED else self._keyed(connection, row, kept, found)
            self._write(connection, kept)
            if entry is not None:
                append(connection, self.clock.now(), entry)
            saved = self.round_of(connection, kept.item, kept.round)
        if saved is None:  # it was written a moment ago
            raise CaptureChanged(item=kept.item, round=kept.round)
        return saved

    def _write(self, connection: Connection, kept: KeptRound) -> None:
        said: Mapping[str, object] = {
            "round": kept.round,
            "texts": dict(kept.texts),
            "marks": dict(kept.marks),
            "acknowledged": list(kept.acknowledged),
        }
        values = {
            "operator": kept.operator,
            "content": self.sealing.seal(Column.KEYED, kept.item, said),
            "revision": kept.revision + 1,
            "finished": kept.finished,
        }
        if kept.revision == 0:
            connection.execute(insert(rounds).values(item_id=kept.item, round=kept.round, **values))
        else:
            named = (rounds.c.item_id == kept.item, rounds.c.round == kept.round)
            connection.execute(update(rounds).where(*named).values(**values))

    def _keyed(self, connection: Connection, row: Row[Any], kept: KeptRound, before: KeptRound | None) -> Entry | None:
        """Move the item along; what is to be told of it."""
        other = self.round_of(connection, kept.item, SECOND if kept.round == FIRST else FIRST)
        if kept.round == SECOND and (other is None or not other.finished):
            raise CaptureRefused(item=kept.item, why="first-unfinished")
        state = _state(kept, other)
        by = {"keyed_by" if kept.round == FIRST else "second_by": kept.operator}
        typed = before is None or (before.texts, before.marks) != (dict(kept.texts), dict(kept.marks))
        if typed:  # also when it is finished with the same call
            connection.execute(delete(rounds).where(rounds.c.item_id == kept.item, rounds.c.round == DECIDED))
        values = {"state": state.value, "released_by": "", **by}
        if any(getattr(row, name) != value for name, value in values.items()):
            changed = update(items).where(items.c.id == kept.item).values(**values, revision=row.revision + 1)
            connection.execute(changed)
        details = {"round": str(kept.round), "operator": kept.operator}
        if kept.finished and not (before is not None and before.finished and not typed):
            return Entry(Event.ITEM_KEYED, str(kept.item), {**details, "acknowledged": " ".join(kept.acknowledged)})
        if before is None or before.finished or before.operator != kept.operator:
            return Entry(Event.ITEM_KEYING, str(kept.item), details)
        return None

    def _decided(self, row: Row[Any], kept: KeptRound) -> Entry:
        if row.state != ItemState.DIFFERS:
            raise CaptureRefused(item=kept.item, why=row.state)
        boxes = len({*kept.texts, *kept.marks})
        return Entry(Event.ITEM_DECIDED, str(kept.item), {"boxes": str(boxes), "operator": kept.operator})


def _check_open(row: Row[Any]) -> None:
    state = ItemState(row.state)
    if state.is_over or state is ItemState.PUT_ASIDE or row.batch_state != BatchState.OPEN:
        raise CaptureRefused(item=row.id, why=row.state)


def _state(kept: KeptRound, other: KeptRound | None) -> ItemState:
    """What an item is once this round is kept."""
    if kept.round == SECOND:
        return ItemState.DIFFERS if kept.finished else ItemState.SECOND_KEYING
    if not kept.finished:
        return ItemState.KEYING
    if other is None:
        return ItemState.KEYED
    return ItemState.DIFFERS if other.finished else ItemState.SECOND_KEYING
