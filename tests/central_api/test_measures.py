"""What kiosks count is kept once for each day, whatever comes twice; and small numbers do not leave the centre by default."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from itertools import permutations
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central_api.cli import main
from central_api.measured import Comment, MeasuredDay
from central_api.measuring import FEW, lines, lines_by_site, rates
from central_api.models import Device, Site
from services.measuring import SCORES, Counter, Key, merged
from sync.envelope import Purpose, base64_text, canonical, seal_comment
from tests.central_api.conftest import Centre, Kiosk

DAY, NEXT, LATER = "2026-11-20", "2026-11-21", "2026-11-23"
COMMENT = {"comment": "The buttons are too high.", "language": "en", "service": "prison-visit"}


@pytest.fixture
def kind() -> str:
    """Where the database makes a difference, a test says so."""
    return "sqlite"


def count(counter: str, number: int, detail: str = "", service: str = "prison-visit") -> dict[str, object]:
    return {"service": service, "counter": counter, "detail": detail, "count": number}


def send(kiosk: Kiosk, revision: int, counts: Sequence[dict[str, object]], day: str = DAY) -> str:
    told = kiosk.post("/v1/measures", Purpose.MEASURES, day=day, revision=revision, counts=counts)
    assert (told["day"], told["revision"], told["device"]) == (day, revision, str(kiosk.device_id))
    return str(told["result"])


def say(kiosk: Kiosk, name: str, sealed: bytes, day: str = DAY) -> str:
    told = kiosk.post("/v1/comments", Purpose.MEASURES, id=name, day=day, sealed=base64_text(sealed))
    assert told["id"] == name
    return str(told["result"])


def kept(centre: Centre) -> dict[str, list[Any]]:
    with centre.database.read() as session:
        return {row.day.isoformat(): row.counts for row in session.query(MeasuredDay)}


def told(centre: Centre, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    capsys.readouterr()
    assert main([options[0], "--data", str(centre.data), "--from", DAY, "--to", NEXT, *options[1:]]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_whatever_comes_twice_late_or_in_another_order_the_last_state_of_a_day_is_kept(
    centre: Centre, enrol: Callable[[], Kiosk]
) -> None:
    for order in permutations((1, 2, 3)):
        kiosk = enrol()

        results = [send(kiosk, revision, [count("started", revision)]) for revision in (*order, *order)]

        with centre.database.read() as session:
            row = session.query(MeasuredDay).where(MeasuredDay.device_id == kiosk.device_id).one()
        assert (row.revision, row.counts) == (3, [["prison-visit", "started", "", 3]])
        assert results[3:] == ["already-had"] * 3


@pytest.mark.parametrize(
    "counts",
    [
        [count("started", 1), count("started", 2)],
        [count("born", 1, "1985")],
        [count("reached", 1, "Siân Thomas")],
        [count("left-how", 1, "bored")],
        [count("started", 1, service="7K2M 9QTX 4HW3")],
    ],
)
def test_what_is_not_in_the_catalogue_is_refused_with_its_day(
    centre: Centre, kiosk: Kiosk, counts: list[dict[str, object]]
) -> None:
    assert send(kiosk, 1, [count("completed", 1), *counts]) == "refused"
    assert kept(centre) == {}


@pytest.mark.parametrize("day", [LATER, "2026-02-30"])
def test_a_day_that_is_still_to_come_or_is_none_is_refused(centre: Centre, kiosk: Kiosk, day: str) -> None:
    assert send(kiosk, 1, [count("started", 1)], day) == "refused"
    assert kept(centre) == {}


def test_a_member_that_nobody_knows_is_refused_before_anything_is_kept(centre: Centre, kiosk: Kiosk) -> None:
    body = {"nonce": "0" * 32, "day": DAY, "revision": 1, "counts": [{**count("started", 1), "at": "10:15"}]}

    response = kiosk.request("POST", "/v1/measures", body=canonical(body))

    assert response.status_code == 422
    assert kept(centre) == {}


def test_a_service_manager_is_told_totals_of_all_kiosks_without_small_numbers(
    centre: Centre, enrol: Callable[[], Kiosk], capsys: pytest.CaptureFixture[str]
) -> None:
    busy = [count("started", 40), count("completed", 30), count("satisfaction", 20, "5"), count("satisfaction", 5, "2")]
    send(enrol(), 1, [*busy, count("left-on", 6, "times"), count("left-on", 3, "prison"), count("language", 2, "cy")])
    send(enrol(), 1, [count("started", 10), count("completed", 10), count("left-on", 1, "check-your-answers")], NEXT)
    send(enrol(), 1, [count("started", 1000)], "2026-11-19")

    found = json.loads(told(centre, capsys, "measures", "--json"))
    rows = list(csv.reader(io.StringIO(told(centre, capsys, "measures", "--csv"))))
    words = told(centre, capsys, "measures")
    everything = told(centre, capsys, "measures", "--csv", "--small-too")

    numbers = {(each["counter"], each["detail"]): each["count"] for each in found["counts"]}
    assert numbers == {
        ("started", ""): 50,
        ("completed", ""): 40,
        ("left-on", "check-your-answers"): None,
        ("left-on", "prison"): None,
        ("left-on", "times"): 6,
        ("language", "cy"): None,
        ("satisfaction", "5"): 20,
        ("satisfaction", "2"): 5,
    }
    assert found["rates"] == [{"service": "prison-visit", "completed": 80, "satisfied": 80}]
    assert found["days_of_kiosks"] == 2
    assert ["prison-visit", "left-on", "prison", "left out"] in rows
    assert "prison-visit left-on prison: left out\n" in words
    assert "prison-visit completed=80% satisfied=80%\n" in words
    assert "prison-visit,left-on,prison,3\n" in everything


@given(st.lists(st.dictionaries(st.sampled_from(SCORES), st.integers(1, 12), min_size=1), min_size=1, max_size=3))
def test_no_number_that_is_left_out_can_be_worked_out_from_the_others(given_scores: list[dict[str, int]]) -> None:
    tallies = [{Key("a", Counter.SATISFACTION, score): number for score, number in each.items()} for each in given_scores]

    found = lines(tallies)

    hidden = [line.detail for line in found if line.count is None]
    assert all(line.count is None or line.count >= FEW for line in found)
    assert len(hidden) != 1 or len(found) == 1
    assert sum(merged(tallies).values()) >= FEW or rates(tallies)[0].satisfied is None


def test_a_comment_is_kept_once_sealed_and_opened_only_by_the_command(
    centre: Centre, kiosk: Kiosk, capsys: pytest.CaptureFixture[str]
) -> None:
    name, lost = uuid4(), uuid4()
    public = kiosk.key_list.newest_sealing()
    sealed = seal_comment(name, canonical(COMMENT), public)

    results = [say(kiosk, str(name), sealed), say(kiosk, str(name), sealed), say(kiosk, str(lost), sealed)]

    with centre.database.read() as session:
        rows = {row.id: row.sealed for row in session.query(Comment)}
    assert results == ["accepted", "already-had", "accepted"]
    assert rows == {name: sealed, lost: sealed}
    assert b"buttons" not in sealed
    assert json.loads(told(centre, capsys, "comments", "--json")) == [{"day": DAY, **COMMENT}]
    assert told(centre, capsys, "comments") == f"{DAY} prison-visit en: The buttons are too high.\n"


def test_sealed_comments_of_any_length_nearby_have_one_size(kiosk: Kiosk) -> None:
    public = kiosk.key_list.newest_sealing()

    sizes = {len(seal_comment(uuid4(), canonical({**COMMENT, "comment": "a" * length}), public)) for length in (1, 40, 150)}

    assert len(sizes) == 1


def test_each_site_is_told_by_itself_and_nothing_small_can_be_worked_out_from_the_totals(
    centre: Centre, enrol: Callable[[], Kiosk], capsys: pytest.CaptureFixture[str]
) -> None:
    kiosks = [enrol() for _kiosk in range(3)]
    with centre.database.write() as session:
        session.add_all(Site(code=code) for code in ("CFI", "SWI"))
        session.flush()
        for kiosk, code in zip(kiosks, ("CFI", "SWI"), strict=False):
            device = session.get(Device, kiosk.device_id)
            assert device is not None
            device.site_code = code
    for kiosk, number in zip(kiosks, (40, 9, 3), strict=True):
        send(kiosk, 1, [count("started", number), count("completed", number)])

    found = json.loads(told(centre, capsys, "measures", "--by-site", "--json"))
    rows = list(csv.reader(io.StringIO(told(centre, capsys, "measures", "--by-site", "--csv"))))
    words = told(centre, capsys, "measures", "--by-site")

    begun = {each["site"]: each["count"] for each in found["counts"] if each["counter"] == "started"}
    assert begun == {"CFI": 40, "SWI": None, "": None}
    assert found["days_of_kiosks"] == {"": 1, "CFI": 1, "SWI": 1}
    assert ["CFI", "prison-visit", "started", "", "40"] in rows
    assert "SWI: prison-visit started: left out\n" in words
    assert "CFI: prison-visit completed=100% satisfied=-\n" in words


@given(
    st.dictionaries(
        st.sampled_from(["CFI", "SWI", "PRI", ""]),
        st.dictionaries(st.sampled_from(SCORES), st.integers(1, 12), min_size=1),
        min_size=1,
    )
)
def test_by_site_no_number_that_is_left_out_stands_alone_in_its_row_or_its_column(scores: dict[str, dict[str, int]]) -> None:
    sites = {
        site: [{Key("a", Counter.SATISFACTION, score): number for score, number in each.items()}] for site, each in scores.items()
    }

    found = lines_by_site(sites)

    groups: dict[tuple[str, str], list[int | None]] = {}
    for each in found:
        for group in (("site", each.site), ("score", each.line.detail)):
            groups.setdefault(group, []).append(each.line.count)
    assert all(counts.count(None) != 1 or len(counts) == 1 for counts in groups.values())
    assert all(each.line.count is None or each.line.count >= FEW for each in found)
