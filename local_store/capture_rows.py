"""How rows of a court desk's paper are read. Each question names the site: what is another's looks like what never was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, Select, case, func, select

from kiosk_app.errors import StoreCorrupt
from kiosk_app.ports.captures import BatchLine, BatchState, ItemLine, ItemState, KeptRound, Totals
from kiosk_app.ports.machine import Clock
from kiosk_app.staff_errors import CaptureGone, CaptureRefused
from local_store.capture_tables import batches, items, papers, rounds
from local_store.sealing import Column, Sealing
from services.bulk_scan.kinds import Classification
from services.common.money import Pence

_FINE: Final = (ItemState.READY, ItemState.SUBMITTED, ItemState.REJECTED)


class Rows:
    """What the parts of `StoredCaptures` have in common."""

    def __init__(self, engine: Engine, clock: Clock, sealing: Sealing) -> None:
        self.engine = engine
        self.clock = clock
        self.sealing = sealing

    def kept_round(self, row: Row[Any]) -> KeptRound:
        """A row of `rounds`.

        Raises:
            StoreCorrupt: it is not as it was kept.
        """
        content = self.sealing.unseal(Column.KEYED, row.item_id, row.content)
        if content["round"] != row.round:
            raise StoreCorrupt(column=Column.KEYED.value, row=row.item_id)
        return KeptRound(
            item=row.item_id,
            round=row.round,
            operator=row.operator,
            texts=content["texts"],
            marks=content["marks"],
            revision=row.revision,
            finished=row.finished,
            acknowledged=tuple(content["acknowledged"]),
        )

    def round_of(self, connection: Connection, item: UUID, round_: int) -> KeptRound | None:
        """What was typed in a round; None where nobody began it."""
        named = select(rounds).where(rounds.c.item_id == item, rounds.c.round == round_)
        row = connection.execute(named).one_or_none()
        return None if row is None else self.kept_round(row)


def batch_line(connection: Connection, site: str, batch: UUID) -> BatchLine:
    """One batch. Raises `CaptureGone`."""
    row = connection.execute(select_batches(site).where(batches.c.id == batch)).one_or_none()
    if row is None:
        raise CaptureGone(batch=batch)
    return batch_of(row)


def open_batch(connection: Connection, site: str, batch: UUID) -> BatchLine:
    """One batch that is not over. Raises `CaptureGone`, `CaptureRefused`."""
    line = batch_line(connection, site, batch)
    if line.state is not BatchState.OPEN:
        raise CaptureRefused(batch=batch, why="over")
    return line


def item_row(connection: Connection, site: str, item: UUID) -> Row[Any]:
    """One item's row, with how its batch is. Raises `CaptureGone`."""
    row = connection.execute(select_items(site).where(items.c.id == item)).one_or_none()
    if row is None:
        raise CaptureGone(item=item)
    return row


def item_lines(connection: Connection, rows: Sequence[Row[Any]]) -> list[ItemLine]:
    """Rows of `select_items` with their papers."""
    ids = [row.id for row in rows]
    query = select(papers.c.item_id, papers.c.number, papers.c.scan_id).where(papers.c.item_id.in_(ids)).order_by(papers.c.place)
    found: dict[UUID, list[Any]] = {each: [] for each in ids}
    for paper in connection.execute(query):
        found[paper.item_id].append(paper)
    return [_line(row, found[row.id]) for row in rows]


def item_line(connection: Connection, site: str, item: UUID) -> ItemLine:
    """One item. Raises `CaptureGone`."""
    return item_lines(connection, [item_row(connection, site, item)])[0]


def select_items(site: str) -> Select[Any]:
    """The items of a site, each with the state of its batch."""
    joined = select(items, batches.c.state.label("batch_state")).join(batches, batches.c.id == items.c.batch_id)
    return joined.where(batches.c.site == site)


def select_batches(site: str) -> Select[Any]:
    """The batches of a site with what is in each."""
    of_items = select(func.count()).select_from(items).where(items.c.batch_id == batches.c.id)
    of_papers = select(func.count()).select_from(papers).where(papers.c.batch_id == batches.c.id)
    money = select(func.coalesce(func.sum(papers.c.pence), 0)).where(papers.c.batch_id == batches.c.id)
    counted = (
        of_items.scalar_subquery().label("items"),
        of_items.where(items.c.state.in_(_FINE)).scalar_subquery().label("fine"),
        of_papers.where(papers.c.scan_id.is_not(None)).scalar_subquery().label("papers"),
        of_papers.where(papers.c.scan_id.is_(None)).scalar_subquery().label("payments"),
        money.scalar_subquery().label("amount"),
    )
    return select(batches, *counted).where(batches.c.site == site)


def in_order(query: Select[Any]) -> Select[Any]:
    """The open ones first, then the newest first."""
    first = case((batches.c.state == BatchState.OPEN, 0), else_=1)
    return query.order_by(first, batches.c.created.desc(), batches.c.id.desc())


def batch_of(row: Row[Any]) -> BatchLine:
    """A row of `select_batches`."""
    return BatchLine(
        id=row.id,
        number=row.number,
        classification=Classification(row.classification),
        opened=date.fromisoformat(row.opened),
        state=BatchState(row.state),
        items=row.items,
        ready=row.fine,
        declared=_totals(row.declared),
        counted=Totals(row.items, row.papers, row.payments, Pence(row.amount)),
        received=date.fromisoformat(row.received),
        jurisdiction=row.jurisdiction,
        po_box=row.po_box,
        revision=row.revision,
        created=row.created,
        file=row.file,
        digest=row.digest,
    )


def said_totals(totals: Totals) -> Mapping[str, int]:
    """Totals as they are kept."""
    return {name: int(value) for name, value in totals._asdict().items()}


def _totals(kept: Mapping[str, int]) -> Totals:
    return Totals(kept["items"], kept["papers"], kept["payments"], Pence(kept["amount"]))


def _line(row: Row[Any], of_item: Sequence[Any]) -> ItemLine:
    return ItemLine(
        id=row.id,
        batch=row.batch_id,
        number=of_item[0].number if of_item else "",
        service=row.service,
        received=date.fromisoformat(row.received),
        state=ItemState(row.state),
        keyed_by=row.keyed_by,
        second_by=row.second_by,
        scans=tuple(paper.scan_id for paper in of_item),
        reference=row.reference,
        position=row.position,
        revision=row.revision,
        reason=row.reason,
        released_by=row.released_by,
        resumes=ItemState(row.resumes) if row.resumes else None,
    )
