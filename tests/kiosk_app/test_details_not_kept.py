"""A request whose details were kept for as long as they may be: its state is told, nothing of it is printed, and why is said."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kiosk_app.cli.parser import run
from kiosk_app.errors import NotKept
from kiosk_app.main.kiosk import print_one
from kiosk_app.main.parts import Parts
from kiosk_app.main.preparing import store_key
from kiosk_app.ports.device import Outcome
from kiosk_app.ports.printing import Paper
from kiosk_app.ports.submissions import Settled, Settlement
from kiosk_app.processes.agent import PrintExit
from kiosk_app.wording import error_words
from local_store.connection import connect
from services.forms.words import Translator
from services.language import Language
from services.visits.slots import read_slot
from tests.support import visit_answers

EN = Translator(Language.ENGLISH)
STATES = ["", "requested", "booked", "rejected", "cancelled", "withdrawn", "needs-action"]
Know = Callable[..., None]


@pytest.fixture
def reference(kiosk_parts: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """A request that the centre acknowledged, and whose details are gone."""
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(visit_answers(kiosk_parts.catalogues.context())), encoding="utf-8")
    assert run(kiosk_parts, ["submit", "prison-visit", str(file), "--json"]) == 0
    made = str(json.loads(capsys.readouterr().out)["reference"])
    store, found = kiosk_parts.store, kiosk_parts.receipts.find(made)
    store.outbox.settle([Settlement(found.id, Settled.ACKNOWLEDGED)], kiosk_parts.clock.now())
    key = store_key(kiosk_parts.keys)
    assert key is not None
    with closing(connect(kiosk_parts.home.database, key)) as bare:
        bare.execute("UPDATE submissions SET receipt = '{}'")
    return made


@pytest.fixture
def know(kiosk_parts: Parts, reference: str) -> Know:
    """Let the kiosk know a decision."""

    def decided(state: str, **params: str) -> None:
        which = kiosk_parts.receipts.find(reference).id
        outcome = Outcome(which, 1, state, ("visitor_not_on_list",), {"visitors": "1", **params}, kiosk_parts.clock.now())
        kiosk_parts.store.device.record_outcomes([outcome], 1)

    return decided


def days_asked_for(parts: Parts) -> list[date]:
    slots = visit_answers(parts.catalogues.context())["slots"]
    assert isinstance(slots, list)
    return [slot.day for slot in map(read_slot, slots) if slot]


@pytest.mark.parametrize("state", STATES)
def test_the_state_is_told_without_what_it_was_about(kiosk_parts: Parts, reference: str, know: Know, state: str) -> None:
    if state:
        know(state, slot="2030-11-28T09:30/11:00")

    found = kiosk_parts.statuses.status(reference)

    assert found.service is not None
    assert (found.about, found.outcome_state, found.has_pass) == ((found.service.title,), state, False)
    assert found.outcome is not None
    assert "Canary" not in EN(found.outcome.title) + "".join(map(EN, found.outcome.detail))


def test_a_copy_is_refused_with_what_can_be_done_and_none_is_queued(kiosk_parts: Parts, reference: str, know: Know) -> None:
    know("booked", slot="2030-11-28T09:30/11:00")
    desk, before = kiosk_parts.public_desk(), kiosk_parts.store.prints.jobs()

    with pytest.raises(NotKept) as refused:
        desk.print_again(reference)

    assert kiosk_parts.store.prints.jobs() == before
    assert EN(error_words(refused.value.code)) == (
        "The details of this request are no longer kept here, so nothing can be printed. You can still look up the reference."
    )


def test_kioskctl_writes_no_file_and_counts_no_copy(
    kiosk_parts: Parts, reference: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = kiosk_parts.store.prints.jobs()

    status = run(kiosk_parts, ["receipt", reference, "--to", str(tmp_path / "receipt.pdf"), "--json"])

    said: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert (status, said["error"]) == (3, "not-kept")
    assert not (tmp_path / "receipt.pdf").exists()
    assert kiosk_parts.store.prints.jobs() == before


@pytest.mark.parametrize("paper", [Paper.RECEIPT, Paper.ADMISSION])
def test_a_job_that_was_queued_before_fails(kiosk_parts: Parts, reference: str, know: Know, paper: Paper) -> None:
    know("booked", slot="2030-11-28T09:30/11:00")
    job = kiosk_parts.store.prints.queue(kiosk_parts.receipts.find(reference).id, paper=paper)
    kiosk_parts.store.prints.claim(job.id)

    assert print_one(kiosk_parts, job.id) == PrintExit.FAILED


def test_the_list_of_a_day_leaves_it_out(kiosk_parts: Parts, reference: str, know: Know) -> None:
    day = max(days_asked_for(kiosk_parts))
    undecided = kiosk_parts.day_lists.find(day)
    know("booked", slot=f"{day.isoformat()}T09:30/11:00")

    granted = kiosk_parts.day_lists.find(day)

    assert reference
    assert (undecided.granted, undecided.requested, granted.granted, granted.submissions) == ((), (), (), ())


def test_a_visit_request_is_of_use_until_the_last_time_that_was_asked_for(
    kiosk_parts: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(visit_answers(kiosk_parts.catalogues.context())), encoding="utf-8")

    run(kiosk_parts, ["submit", "prison-visit", str(file), "--json"])

    key = store_key(kiosk_parts.keys)
    assert capsys.readouterr().out
    assert key is not None
    with closing(connect(kiosk_parts.home.database, key)) as bare:
        ((kept,),) = bare.execute("SELECT useful_until FROM retention").fetchall()
    assert date.fromisoformat(kept) == max(days_asked_for(kiosk_parts))
