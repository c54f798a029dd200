"""The agent as a process among processes: it prints, sends, notices, and there is one of it."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk_app.errors import AlreadyRunning
from kiosk_app.main.parts import Parts
from kiosk_app.ports.printing import PrintState
from kiosk_app.ports.submissions import Custody
from kiosk_app.processes.lock import FileLock
from kiosk_app.processes.supervisor import own_command, own_environment
from services.forms.check import check_answers
from services.language import Language
from tests.support import ONCE_MORE, until, visit_answers


def submit(parts: Parts, session: str = "") -> str:
    service, context = parts.services["prison-visit"], parts.catalogues.context()
    checked = check_answers(service, visit_answers(context), context)
    fields = service.receipt_fields(checked.answers, context)
    return parts.submitting.submit(service, checked, fields, Language.ENGLISH, session=session, confirmed=ONCE_MORE).reference


def custody(parts: Parts, reference: str) -> Custody:
    return parts.receipts.find(reference).custody


def is_held(lock: Path) -> bool:
    try:
        with FileLock(lock):
            return False
    except AlreadyRunning:
        return True


@contextmanager
def agent(parts: Parts) -> Iterator[subprocess.Popen[bytes]]:
    environment = own_environment(str(parts.home.folder))
    with subprocess.Popen(own_command("agent"), env=environment, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - our own
        try:
            yield process
        finally:
            process.terminate()


def test_what_is_saved_is_sent_and_printed_without_being_asked(kiosk_parts: Parts) -> None:
    with agent(kiosk_parts):
        reference = submit(kiosk_parts)

        until(lambda: custody(kiosk_parts, reference) is Custody.ACKNOWLEDGED)
        until(lambda: kiosk_parts.store.prints.jobs()[0].state is PrintState.PRINTED)

    (printed,) = kiosk_parts.home.printer_folder(kiosk_parts.settings).glob("*.pdf")
    assert printed.read_bytes().startswith(b"%PDF")


def test_with_the_network_off_it_prints_and_keeps_and_sends_when_the_switch_is_turned(kiosk_parts: Parts) -> None:
    kiosk_parts.switch.set(on=False)
    with agent(kiosk_parts):
        reference = submit(kiosk_parts)
        until(lambda: kiosk_parts.store.prints.jobs()[0].state is PrintState.PRINTED)
        assert custody(kiosk_parts, reference) is Custody.HELD

        kiosk_parts.switch.set(on=True)

        until(lambda: custody(kiosk_parts, reference) is Custody.ACKNOWLEDGED)


def test_an_empty_printer_fails_the_job_and_holds_up_nothing(kiosk_parts: Parts) -> None:
    kiosk_parts.printer.check()
    (kiosk_parts.home.printer_folder(kiosk_parts.settings) / "out-of-paper").touch()
    with agent(kiosk_parts):
        reference = submit(kiosk_parts)

        until(lambda: kiosk_parts.store.prints.jobs()[0].state is PrintState.FAILED)
        until(lambda: custody(kiosk_parts, reference) is Custody.ACKNOWLEDGED)

    assert kiosk_parts.store.prints.jobs()[0].reason == "printer-out-of-paper"


def test_a_second_agent_ends_at_once_and_says_why(kiosk_parts: Parts) -> None:
    with agent(kiosk_parts):
        until(lambda: is_held(kiosk_parts.home.agent_lock))

        second = subprocess.run(  # noqa: S603 - our own program
            own_command("agent"),
            env=own_environment(str(kiosk_parts.home.folder)),
            capture_output=True,
            text=True,
            check=False,
        )

    assert second.returncode == 1
    assert "already running" in second.stderr


def test_after_a_kill_the_next_agent_takes_up_what_was_being_sent_and_calls_its_print_job_unknown(kiosk_parts: Parts) -> None:
    reference = submit(kiosk_parts)
    kiosk_parts.store.outbox.lease(kiosk_parts.clock.now(), 10, 1_000_000)
    kiosk_parts.store.prints.mark(kiosk_parts.store.prints.jobs()[0].id, PrintState.PRINTING)
    assert custody(kiosk_parts, reference) is Custody.SENDING

    with agent(kiosk_parts):
        until(lambda: custody(kiosk_parts, reference) is Custody.ACKNOWLEDGED)

    assert kiosk_parts.store.prints.jobs()[0].state is PrintState.UNKNOWN


def test_an_agent_that_starts_while_a_session_lives_prints_its_receipt(kiosk_parts: Parts) -> None:
    submit(kiosk_parts, session="somebody")

    with agent(kiosk_parts):
        until(lambda: kiosk_parts.store.prints.jobs()[0].state is PrintState.PRINTED)


def test_after_a_loss_of_power_the_kiosk_prints_for_staff_and_for_nobody_else(kiosk_parts: Parts) -> None:
    submit(kiosk_parts, session="somebody")
    submit(kiosk_parts)
    environment = own_environment(str(kiosk_parts.home.folder))

    subprocess.run(own_command("prepare"), env=environment, check=True)  # noqa: S603 - our own program

    with agent(kiosk_parts):
        until(lambda: kiosk_parts.store.prints.jobs()[0].state is PrintState.PRINTED)
    assert [job.state for job in kiosk_parts.store.prints.jobs()] == [PrintState.PRINTED, PrintState.EXPIRED]
    assert len(list(kiosk_parts.home.printer_folder(kiosk_parts.settings).glob("*.pdf"))) == 1


def test_a_signal_stops_it_cleanly(kiosk_parts: Parts) -> None:
    with agent(kiosk_parts) as process:
        until(lambda: is_held(kiosk_parts.home.agent_lock))

        os.kill(process.pid, signal.SIGTERM)

        assert process.wait(15) == 0


@pytest.mark.parametrize("module", ["PySide6", "reportlab", "ui"])
def test_the_agent_never_loads_what_draws(module: str) -> None:
    code = (
        "import sys, kiosk_app.main.kiosk, kiosk_app.main.parts, kiosk_app.processes.agent, sync.engine, local_store;"
        f"sys.exit({module!r} in sys.modules)"
    )

    assert subprocess.run(own_command()[:1] + ["-c", code], check=False).returncode == 0  # noqa: S603, RUF005 - our own
