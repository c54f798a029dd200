"""Whatever happens on the line: nothing is lost, nothing lodged twice, nothing believed that the centre did not sign."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk_app.ports.device import DocumentKind
from kiosk_app.ports.submissions import Custody
from tests.faults.line_faults import (
    NO_CONTENT,
    PASSED,
    SHORT_LENGTH,
    TOO_MUCH,
    TWICE_FIRST,
    TWICE_SECOND,
    UNSIGNED,
    LineFault,
)
from tests.faults.line_kiosk import (
    CATALOGUE,
    ENVELOPES,
    KEYS,
    OUTCOMES,
    PATHS,
    STATEMENTS,
    LineKiosk,
    line_kiosk,
)


class RunningCentre(Protocol):
    url: str
    data: Path


@pytest.fixture
def kiosk(tmp_path: Path, real_centre: RunningCentre) -> Iterator[LineKiosk]:
    with line_kiosk(tmp_path / "kiosk", real_centre.url, real_centre.data) as made:
        yield made


@pytest.mark.parametrize("fault", [*UNSIGNED, TOO_MUCH, NO_CONTENT, SHORT_LENGTH], ids=str)
def test_trouble_with_the_first_request_is_found_before_an_envelope_is_touched(kiosk: LineKiosk, fault: LineFault) -> None:
    (made,) = kiosk.submit()
    kiosk.proxy.asked.clear()
    kiosk.meet(KEYS, fault)

    report = kiosk.sync()

    assert report.reason == ("not-our-centre" if fault is TOO_MUCH else fault.code)
    assert (report.connected, report.all_sent, report.sent) == (False, False, 0)
    assert kiosk.proxy.asked == [KEYS]
    assert kiosk.submission(made).attempts == 0
    kiosk.heal()
    kiosk.drain(report)
    kiosk.assert_each_lodged_once([made])


@pytest.mark.parametrize("fault", [*UNSIGNED, TOO_MUCH, NO_CONTENT, SHORT_LENGTH, TWICE_SECOND], ids=str)
def test_nothing_unsigned_settles_an_envelope(kiosk: LineKiosk, fault: LineFault) -> None:
    made = kiosk.submit(2)
    kiosk.meet(ENVELOPES, fault)

    report = kiosk.sync()

    items = [kiosk.submission(one) for one in made]
    assert [(one.custody, one.reason) for one in items] == [(Custody.HELD, fault.code)] * 2
    assert [one.attempts for one in items] == [int(fault.counted)] * 2
    assert (report.acknowledged, report.quarantined, report.all_sent) == (0, 0, False)
    assert kiosk.parts.store.device.contact().paused == ""
    kiosk.heal()
    kiosk.drain(report)
    kiosk.assert_each_lodged_once(made)


@pytest.mark.parametrize("path", [STATEMENTS, OUTCOMES])
@pytest.mark.parametrize("fault", [*UNSIGNED, NO_CONTENT, SHORT_LENGTH, TWICE_SECOND], ids=str)
def test_what_is_fetched_badly_is_not_believed_and_fetched_again(kiosk: LineKiosk, fault: LineFault, path: str) -> None:
    made = [*kiosk.leave_outcomes_waiting(), *kiosk.submit()]
    before = kiosk.parts.store.device.outcome_cursor()
    kiosk.meet(path, fault)

    report = kiosk.sync()

    assert (report.reason, report.connected, report.outcomes) == (fault.code, False, 0)
    assert report.all_sent is (path == OUTCOMES)
    assert kiosk.parts.store.device.outcome_cursor() == before
    assert kiosk.custodies() == {Custody.ACKNOWLEDGED: len(made)}
    kiosk.heal()
    kiosk.drain(report)
    kiosk.assert_each_lodged_once(made)


@pytest.mark.parametrize("fault", [*UNSIGNED, SHORT_LENGTH, TWICE_SECOND], ids=str)
def test_a_catalogue_that_comes_badly_is_not_kept(kiosk: LineKiosk, fault: LineFault) -> None:
    made = kiosk.submit()
    kiosk.meet(CATALOGUE, fault)

    report = kiosk.sync()

    assert (report.reason, report.all_sent) == (fault.code, True)
    assert kiosk.parts.store.device.document(DocumentKind.CATALOGUE) is None
    kiosk.heal()
    assert kiosk.drain(report).reason == ""
    kiosk.assert_each_lodged_once(made)


@pytest.mark.parametrize("path", PATHS)
def test_a_request_that_arrives_twice_counts_once(kiosk: LineKiosk, path: str) -> None:
    made = kiosk.submit(3)
    kiosk.meet(path, TWICE_FIRST)

    report = kiosk.sync()

    assert (report.reason, report.acknowledged, report.all_sent) == ("", 3, True)
    kiosk.assert_each_lodged_once(made)


def test_an_answer_that_is_lost_again_and_again_lodges_once(kiosk: LineKiosk) -> None:
    made = kiosk.submit(5)
    kiosk.meet(ENVELOPES, UNSIGNED[0])
    report = kiosk.sync()
    for _ in range(4):
        report = kiosk.sync_when_due(report)

    assert set(kiosk.lodged()) == set(made)
    assert report.all_sent is False
    kiosk.heal()
    kiosk.drain(report)
    kiosk.assert_each_lodged_once(made)


def test_a_wait_that_the_centre_asks_for_is_honoured_up_to_an_hour(kiosk: LineKiosk) -> None:
    kiosk.submit()
    before = kiosk.clock.now()
    kiosk.meet(ENVELOPES, next(fault for fault in UNSIGNED if fault.name == "fault-503"))

    report = kiosk.sync()

    assert report.next_due is not None
    assert 3_590 <= (report.next_due - before).total_seconds() <= 3_700


FAULTS = [*UNSIGNED, TOO_MUCH, SHORT_LENGTH, TWICE_FIRST, TWICE_SECOND, *[PASSED] * 8]
SCRIPTS = st.lists(
    st.tuples(st.integers(0, 3), st.dictionaries(st.sampled_from(PATHS), st.sampled_from(FAULTS), max_size=2)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=settings.default.max_examples // 10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SCRIPTS)
def test_any_run_of_faults_loses_and_doubles_nothing(
    tmp_path_factory: pytest.TempPathFactory, real_centre: RunningCentre, script: list[tuple[int, dict[str, LineFault]]]
) -> None:
    with line_kiosk(tmp_path_factory.mktemp("kiosk"), real_centre.url, real_centre.data) as kiosk:
        made = kiosk.submit()
        report = kiosk.sync()
        for submitted, faults in script:
            made += kiosk.submit(submitted)
            kiosk.heal()
            for path, fault in faults.items():
                kiosk.meet(path, fault)
            report = kiosk.sync_when_due(report)
            assert not report.all_sent or kiosk.lodged() == dict.fromkeys(made, 1)
            assert kiosk.custodies()[Custody.QUARANTINED] == 0
        kiosk.heal()
        kiosk.drain(report)
        kiosk.assert_each_lodged_once(made)
        assert set(kiosk.cases()) <= set(made)
