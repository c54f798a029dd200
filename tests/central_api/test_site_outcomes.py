"""The outcomes of a site, by a position that neither skips nor repeats, whatever is decided at the same moment."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from threading import Barrier, Event
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from uuid6 import uuid7

from central_api.db import Database
from central_api.models import Case, Device, RecordedOutcome, Site, StoredEnvelope
from central_api.outcomes import Outcomes, record
from central_api.positions import packed, unpacked
from central_api.states import CaseState, DeviceStanding, EnvelopeState, OutcomeState
from central_api.telling import Decision
from sync.envelope import Purpose
from tests.central_api.conftest import NOW, Centre, Kiosk

DEVICES, WRITES = 4, 25
BOOKED = Decision(OutcomeState.BOOKED)


def place(centre: Centre, kiosk: Kiosk, site: str) -> Kiosk:
    """The kiosk stands at a site."""
    with centre.database.write() as session:
        session.merge(Site(code=site))
        session.flush()
        session.execute(update(Device).where(Device.id == kiosk.device_id).values(site_code=site))
    return kiosk


def of_site(kiosk: Kiosk, position: str = "", limit: int = 200) -> dict[str, Any]:
    return kiosk.get("/v1/outcomes", Purpose.OUTCOMES, scope="site", position=position, limit=limit)


def heard(said: dict[str, Any]) -> list[tuple[str, int]]:
    return [(outcome["device"], outcome["cursor"]) for outcome in said["outcomes"]]


def case_of(session: Session, device_id: UUID) -> Case:
    """A case of a device that is known, opened and waiting."""
    name = uuid7()
    common = {"submission_id": name, "device_id": device_id, "received": NOW, "reason": "", "attempts": 0}
    sealed = {"carrier_id": device_id, "epoch": 1, "sequence": 1, "previous": b"", "digest": b"", "wire": b""}
    session.add(StoredEnvelope(**common, **sealed, state=EnvelopeState.PROCESSED))
    said = {"reference": secrets.token_hex(6), "service": "prison-visit", "schema_version": 1, "language": "en"}
    case = Case(**common, **said, answers={}, answers_digest="", cites="", created=NOW, state=CaseState.REQUESTED)
    session.flush()
    session.add(case)
    session.flush()
    return case


@pytest.fixture
def cases(centre: Centre) -> list[Case]:
    """One of each of some devices at one site, in the order of the devices' ids."""
    with centre.database.write() as session:
        session.add(Site(code="CFI"))
        session.flush()
        devices = sorted(uuid7() for _ in range(DEVICES))
        known = {"site_code": "CFI", "name": "CFI", "signing_key": bytes(32), "state": DeviceStanding.ACTIVE, "enrolled": NOW}
        session.add_all(Device(id=each, **known, last_cursor=0) for each in devices)
        session.flush()
        return [case_of(session, each) for each in devices]


def decide(database: Database, case: Case) -> None:
    with database.write() as session:
        record(session, case, BOOKED, NOW)


def test_a_device_hears_of_every_device_of_its_site_and_of_no_other(centre: Centre, enrol: Callable[[], Kiosk]) -> None:
    mine, beside, elsewhere = (place(centre, enrol(), site) for site in ("CFI", "CFI", "SWI"))
    placeless = enrol()
    for kiosk in (mine, beside, elsewhere, placeless):
        kiosk.send(kiosk.seal())
    centre.worker().run_once()

    said, alone = of_site(mine), of_site(placeless)

    both = sorted(str(kiosk.device_id) for kiosk in (mine, beside))
    assert heard(said) == [(device, cursor) for device in both for cursor in (1, 2)]
    assert (said["site"], said["more"], said["device"]) == ("CFI", False, str(mine.device_id))
    assert (alone["site"], heard(alone)) == (None, [(str(placeless.device_id), 1), (str(placeless.device_id), 2)])
    told = [{name: value for name, value in each.items() if name != "device"} for each in said["outcomes"]]
    assert sorted(told, key=str) == sorted(mine.outcomes()["outcomes"] + beside.outcomes()["outcomes"], key=str)


def test_a_kiosk_hears_what_the_one_before_it_was_told(centre: Centre, enrol: Callable[[], Kiosk]) -> None:
    before = place(centre, enrol(), "CFI")
    before.send(before.seal())
    centre.worker().run_once()
    centre.revoke(before.device_id)

    said = of_site(place(centre, enrol(), "CFI"))

    assert heard(said) == [(str(before.device_id), 1), (str(before.device_id), 2)]


def test_pages_follow_each_other_without_a_gap_and_later_outcomes_of_any_device_come_after_them(
    centre: Centre, enrol: Callable[[], Kiosk]
) -> None:
    kiosks = [place(centre, enrol(), "CFI") for _ in range(3)]
    for kiosk in kiosks:
        kiosk.send(kiosk.seal())
    centre.worker().run_once()

    pages = [of_site(kiosks[0], limit=4)]
    pages.append(of_site(kiosks[0], pages[-1]["position"], limit=4))
    kiosks[0].send(kiosks[0].seal())
    centre.clock.advance(timedelta(minutes=1))
    centre.worker().run_once()
    pages.append(of_site(kiosks[0], pages[-1]["position"]))
    pages.append(of_site(kiosks[0], pages[-1]["position"]))

    devices = sorted(str(kiosk.device_id) for kiosk in kiosks)
    assert [each for page in pages[:2] for each in heard(page)] == [(device, cursor) for device in devices for cursor in (1, 2)]
    assert heard(pages[2]) == [(str(kiosks[0].device_id), 3), (str(kiosks[0].device_id), 4)]
    assert [(len(page["outcomes"]), page["more"]) for page in pages] == [(4, True), (2, False), (2, False), (0, False)]
    assert pages[3]["position"] == pages[2]["position"]


def test_an_outcome_that_commits_after_a_later_one_is_still_told(kind: str, centre: Centre, cases: list[Case]) -> None:
    outcomes, asker = Outcomes(centre.database), cases[0].device_id
    first, second = cases[0], cases[1]
    if kind == "sqlite":  # has one writer at a time, so nothing can commit beside it
        decide(centre.database, second)
        pages = [outcomes.site_page(asker, {}, 10)]
        decide(centre.database, first)
    else:
        with centre.database.write() as slow:
            record(slow, first, BOOKED, NOW)
            slow.flush()
            decide(centre.database, second)
            pages = [outcomes.site_page(asker, {}, 10)]

    pages.append(outcomes.site_page(asker, pages[0].next, 10))

    assert [[row.device_id for row in page.outcomes] for page in pages] == [[second.device_id], [first.device_id]]


def test_who_reads_while_all_devices_are_written_for_hears_everything_once(centre: Centre, cases: list[Case]) -> None:
    outcomes, asker = Outcomes(centre.database), cases[0].device_id
    together, over = Barrier(DEVICES + 2), Event()

    def write(case: Case) -> None:
        together.wait(60)
        for _ in range(WRITES):
            decide(centre.database, case)

    def read(limit: int) -> list[tuple[UUID, int]]:
        got: list[tuple[UUID, int]] = []
        position, more, last = "", True, False
        together.wait(60)
        while more or not last:
            last = over.is_set()
            page = outcomes.site_page(asker, unpacked(position), limit)
            got += [(row.device_id, row.cursor) for row in page.outcomes]
            position, more = packed(page.next), page.more
        return got

    with ThreadPoolExecutor(DEVICES + 2) as pool, ExitStack() as stack:
        stack.callback(over.set)
        readers = [pool.submit(read, limit) for limit in (1, 7)]
        for writer in [pool.submit(write, case) for case in cases]:
            writer.result()
        over.set()
        heard_by = [reader.result() for reader in readers]

    everything = [(case.device_id, cursor) for case in cases for cursor in range(1, WRITES + 1)]
    assert [sorted(each) for each in heard_by] == [everything] * 2
    for each in heard_by:
        of_one = [[cursor for device, cursor in each if device == case.device_id] for case in cases]
        assert of_one == [list(range(1, WRITES + 1))] * DEVICES


def test_a_confidential_reason_is_kept_back_from_the_site_too(centre: Centre, cases: list[Case]) -> None:
    with centre.database.write() as session:
        record(session, cases[1], Decision(OutcomeState.REJECTED, ("visitor_banned",), {}), NOW, by="Nia")

    (row,) = Outcomes(centre.database).site_page(cases[0].device_id, {}, 10).outcomes

    with centre.database.read() as session:
        kept = session.scalars(select(RecordedOutcome)).one()
    assert kept.decided_as["codes"] == ["visitor_banned"]
    assert "visitor_banned" not in row.codes


def test_a_position_of_elsewhere_is_passed_over_and_the_largest_one_is_no_fault(
    centre: Centre, enrol: Callable[[], Kiosk]
) -> None:
    mine, elsewhere = place(centre, enrol(), "CFI"), place(centre, enrol(), "SWI")
    for kiosk in (mine, elsewhere):
        kiosk.send(kiosk.seal())
    centre.worker().run_once()

    foreign = of_site(mine, packed({elsewhere.device_id: 1, uuid7(): 5}))
    beyond = of_site(mine, "_" * 32 + packed({mine.device_id: 2**64 - 1}))

    assert heard(foreign) == [(str(mine.device_id), 1), (str(mine.device_id), 2)]
    assert unpacked(foreign["position"]) == {mine.device_id: 2}
    assert (heard(beyond), unpacked(beyond["position"])) == ([], {mine.device_id: 2**64 - 1})


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ("site=SWI", ["query"]),
        ("scope=site&Zanzibarina=1", ["query"]),
        ("scope=prison", ["query.scope"]),
        ("scope=site&after=1", ["query.after"]),
        (f"position={'A' * 32}", ["query.position"]),
        ("scope=site&position=abc", ["query.position"]),
        (f"scope=site&position={'A' * 32_032}", ["query.position"]),
    ],
)
def test_a_query_that_the_contract_does_not_name_is_refused(kiosk: Kiosk, asked: str, places: list[str]) -> None:
    response = kiosk.request("GET", "/v1/outcomes", f"nonce={'0' * 32}&{asked}")

    assert (response.status_code, response.headers["Content-Type"]) == (422, "application/problem+json")
    assert response.json()["type"] == "urn:justice-kiosk:problem:bad-request"
    assert response.json()["places"] == places


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_who_asks_for_the_site_is_part_of_the_signature(kiosk: Kiosk) -> None:
    nonce = "0" * 32
    own = kiosk.request("GET", "/v1/outcomes", f"nonce={nonce}")
    signed = {name: value for name, value in own.request.headers.items() if name.startswith(("signature", "content-digest"))}

    response = kiosk.send_signed("GET", "/v1/outcomes", f"nonce={nonce}&scope=site", b"", signed)

    assert (own.status_code, response.status_code) == (200, 401)


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("path", ["/v1/holds", "/v1/statements", "/v1/status/7K2M9QTX4HW3", "/v1/catalogue"])
def test_every_operation_of_a_device_refuses_a_query_that_it_does_not_name(kiosk: Kiosk, path: str) -> None:
    body = b"" if "status" in path or "catalogue" in path else b'{"nonce":"00000000000000000000000000000000"}'

    response = kiosk.request("POST" if body else "GET", path, "site=SWI", body=body)

    assert (response.status_code, response.json()["places"]) == (422, ["query"])
