"""A fee from the kiosk to the court and back: saved, its code printed, matched, its money told, and its claim issued."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from pypdfium2 import PdfDocument

from central_api.cli import main
from kiosk_app.cli.parser import run
from kiosk_app.main.kiosk import print_one
from kiosk_app.main.parts import Parts
from kiosk_app.processes.agent import PrintExit
from services.fee_payment import SERVICE
from tests.conftest import Centre
from tests.services.fee_payment.payments import asked
from tests.services.money_claims import claims as money
from tests.support import kiosk_at, until

Command = Callable[..., Any]
LINK = "https://www.gov.uk/payments/county-court/pay-a-court-fee"


@pytest.fixture
def parts(kiosk_parts: Parts) -> Iterator[Parts]:
    """A kiosk that has a payment link."""
    home = kiosk_parts.home.folder
    (home / "kiosk.toml").write_text(f'[payments]\nlink_en = "{LINK}"\n', encoding="utf-8")
    again = kiosk_at(home)
    yield again
    again.store.close()


@pytest.fixture
def command(parts: Parts, capsys: pytest.CaptureFixture[str]) -> Command:
    """`kioskctl`, with what it answers as JSON."""

    def call(*arguments: str) -> Any:
        capsys.readouterr()
        assert run(parts, [*arguments, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return call


@pytest.fixture
def save(command: Command, tmp_path: Path) -> Callable[..., str]:
    """Save answers; the reference."""

    def one_more(service: str, answers: dict[str, Any]) -> str:
        file = tmp_path / "answers.json"
        file.write_text(json.dumps(answers), encoding="utf-8")
        return str(command("submit", service, str(file))["reference"])

    return one_more


def test_a_fee_goes_to_the_court_and_its_claim_is_issued(
    parts: Parts, command: Command, save: Callable[..., str], real_centre: Centre, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = save("money-claim", money.sealed(money.claim()))
    payment = save(SERVICE.key, asked(45_500, paid_for={"number": claim}))

    def centre(*arguments: str) -> str:
        capsys.readouterr()
        assert main(["payments", arguments[0], "--data", str(real_centre.data), *arguments[1:]]) == 0
        return capsys.readouterr().out

    def outcome(reference: str, state: str) -> bool:
        command("sync")
        return bool(command("status", reference)["outcome"] == state)

    until(lambda: outcome(payment, "matched"))
    until(lambda: outcome(claim, "needs-action"))
    said = centre("received", "--as", "Nia", "--number", payment, "--way", "cash", "--amount", "455")
    until(lambda: outcome(claim, "issued"))
    command("sync")  # a status is asked of the centre, which may have issued it after the outcomes were fetched

    assert said.split() == [f"payment={payment}", f"claim={claim}", "paid=£455.00"]
    heard = command("payment", payment)
    told = [(event["kind"], event["pence"]) for event in heard["events"]]
    assert told == [("created", 45_500), ("matched", None), ("matched", 45_500)]
    assert heard["claim_number"] == "000MC001"
    assert "It belongs to 000MC001." in str(command("status", payment))
    assert run(parts, ["payment", payment]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "It belongs to 000MC001."
    assert parts.store.payments.events(parts.receipts.find(claim).id)[0].kind == "created"
    shown = centre("show", "--number", claim)
    assert [line.split()[1] for line in shown.splitlines()] == ["created", "matched", "matched"]


def test_the_code_that_is_printed_holds_the_link_and_is_written_down(
    parts: Parts, save: Callable[..., str], command: Command
) -> None:
    reference = save(SERVICE.key, asked(11_500))
    (job,) = [each for each in parts.store.prints.jobs() if each.reference == reference]
    parts.store.prints.claim(job.id)

    assert print_one(parts, job.id) == PrintExit.PRINTED

    (pdf,) = parts.home.printer_folder(parts.settings).glob("*.pdf")
    with PdfDocument(pdf) as document:
        found = zxingcpp.read_barcodes(document[0].render(scale=4, grayscale=True).to_pil())
    assert f"{LINK}?reference={reference}&amount=11500" in {each.text for each in found}
    told = [(event["kind"], event["pence"]) for event in command("payment", reference, "--reported-paid")["events"]]
    assert told == [("created", 11_500), ("qr-printed", 11_500), ("reported-paid", None)]


def test_a_kiosk_without_a_link_prints_no_code_and_writes_down_none(
    kiosk_parts: Parts, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(asked(11_500)), encoding="utf-8")
    assert run(kiosk_parts, ["submit", SERVICE.key, str(file), "--json"]) == 0
    reference = json.loads(capsys.readouterr().out)["reference"]
    (job,) = kiosk_parts.store.prints.jobs()
    kiosk_parts.store.prints.claim(job.id)

    assert print_one(kiosk_parts, job.id) == PrintExit.PRINTED

    submission = kiosk_parts.receipts.find(reference)
    page = kiosk_parts.receipts.page(submission, 1)
    assert (page.pay, page.pay_at) == (11_500, "")
    assert [event.kind for event in kiosk_parts.store.payments.events(submission.id)] == ["created"]
    assert run(kiosk_parts, ["payment", reference]) == 0
    assert "saved here. To pay: £115.00" in capsys.readouterr().out
