"""Staff at the command line of the centre: accounts, cases, what is parked, the catalogue."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from central_api.cli import main
from services.catalogue import SNAPSHOT_VERSION
from tests.central_api.conftest import Centre, Kiosk, visit_slots
from tests.central_api.staff_desk import LEFT_TO_STAFF, ONE_PLACE, Desk, ask, problem, told
from tests.support import central_api

FIRST, SECOND, _THIRD = visit_slots()
AS = ("--as", "Olu")


@pytest.fixture
def settings_file() -> str:
    return LEFT_TO_STAFF + ONE_PLACE


Command = Callable[..., str]


@pytest.fixture
def command(centre: Centre, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs a command on the centre's data folder; what it printed."""

    def run(group: str, name: str, *options: str) -> str:
        capsys.readouterr()
        assert main([group, name, "--data", str(centre.data), *options]) == 0
        return capsys.readouterr().out

    return run


def test_an_account_is_added_used_and_ended(centre: Centre, kiosk: Kiosk, http: httpx.Client) -> None:
    data, reference = ("--data", str(centre.data)), ask(centre, kiosk)
    token = central_api("staff", "add", *data, "--name", "Nia Rees", "--site", "CFI", "--role", "supervisor").strip()
    desk = Desk(http, token)

    before = desk.listed()
    (listed,) = json.loads(central_api("staff", "list", *data, "--json"))
    central_api("staff", "end", *data, "--name", "Nia Rees")

    assert (len(token), before) == (43, [reference])
    assert (listed["name"], listed["role"], listed["sites"], listed["ended"]) == ("Nia Rees", "supervisor", ["CFI"], None)
    assert problem(desk.get("cases")) == (401, "staff-not-admitted")


def test_a_case_is_listed_opened_and_decided_by_the_operator_of_the_machine(
    centre: Centre, kiosk: Kiosk, command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    data, reference, other = ("--data", str(centre.data)), ask(centre, kiosk), ask(centre, kiosk, lead=1)

    listed = command("decide", "list")
    shown = command("decide", "open", *AS, "--reference", reference)
    accepted = central_api("decide", "accept", *data, *AS, "--reference", reference, "--slot", SECOND)
    exit_code = main(["decide", "accept", *data, *AS, "--reference", other, "--slot", SECOND])
    full = capsys.readouterr().err
    refused = command("decide", "refuse", *AS, "--reference", other, "--reason", "prisoner_banned")

    assert [line.split()[1] for line in listed.splitlines()] == [other, reference]
    assert "Lovelace" not in listed
    assert "Prisoner: Sam Lovelace, A1234BC / Born 27 March 1985" in shown
    assert "by=operator Olu" in shown
    assert accepted == f"{reference} state=decided reason=- told=booked slot={SECOND}\n"
    assert (exit_code, full.splitlines()[-1].startswith("the session has no place")) == (1, True)
    assert refused == f"{other} state=decided reason=- told=rejected slot=-\n"
    assert told(kiosk, other) == [("rejected", ["not_offered"], {})]


def test_a_case_is_put_aside_and_given_back(centre: Centre, kiosk: Kiosk, command: Command) -> None:
    reference = ask(centre, kiosk)
    on_case = (*AS, "--reference", reference)

    parked = command("decide", "park", *on_case, "--reason", "staff-check")
    (line,) = json.loads(command("parked", "list", "--json"))
    released = command("decide", "release", *on_case)
    opened = json.loads(command("decide", "open", *on_case, "--json"))

    assert parked == f"{reference} state=parked reason=staff-check told=requested slot=-\n"
    assert (line["reference"], line["reason"]) == (reference, "staff-check")
    assert released == f"{reference} state=requested reason=- told=requested slot=-\n"
    assert [(done["act"], done["staff"]) for done in opened["done"]][:2] == [
        ("parked", "operator Olu"),
        ("released", "operator Olu"),
    ]


def test_a_version_that_is_no_longer_the_case_s_and_a_case_that_is_not_there_are_one_plain_line(
    centre: Centre, kiosk: Kiosk, capsys: pytest.CaptureFixture[str]
) -> None:
    data, reference = ("--data", str(centre.data)), ask(centre, kiosk)
    capsys.readouterr()

    late = main(["decide", "accept", *data, *AS, "--reference", reference, "--version", "0" * 16])
    nowhere = main(["decide", "open", *data, *AS, "--reference", "7K2M9QTX4HW3"])

    errors = capsys.readouterr().err.splitlines()
    assert (late, nowhere) == (1, 1)
    assert errors == ["the case is no longer as it was when it was opened; open it again", "there is no such case"]


def test_what_is_parked_is_taken_up_again_by_reason_or_one_by_one(centre: Centre, kiosk: Kiosk, command: Command) -> None:
    for lead in range(3):
        ask(centre, kiosk, lead=lead, contact={"method": "pigeon"})
    kiosk.send(kiosk.seal(plaintext=b"nothing"))
    centre.worker().run_once()

    lines = json.loads(command("parked", "list", "--json"))
    text = command("parked", "list", "--reason", "bad-content")
    one = command("parked", "release", "--id", lines[0]["submission_id"])
    rest = command("parked", "release", "--reason", "invalid-answers")
    centre.worker().run_once()

    assert [line["reason"] for line in lines] == ["invalid-answers"] * 3 + ["bad-content"]
    assert text.split()[1:3] == ["reason=bad-content", "reference=-"]
    assert (one, rest) == ("1\n", "2\n")
    assert json.loads(command("parked", "list", "--json")) == lines


def test_releasing_what_is_not_parked_says_so(centre: Centre, capsys: pytest.CaptureFixture[str]) -> None:
    exit_code = main(["parked", "release", "--data", str(centre.data), "--id", "00000000-0000-7000-8000-000000000000"])

    assert (exit_code, capsys.readouterr().err) == (1, "no such submission is parked\n")


def test_a_catalogue_is_shown_changed_published_and_never_goes_back(
    centre: Centre, kiosk: Kiosk, command: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, newer = tmp_path / "catalogue.json", SNAPSHOT_VERSION + 1

    shown = json.loads(command("catalogue", "show", "--json"))
    file.write_text(json.dumps(shown | {"version": newer}), "utf-8")
    command("catalogue", "publish", "--from", str(file))
    again = main(["catalogue", "publish", "--data", str(centre.data), "--from", str(file)])
    refused = capsys.readouterr().err

    history = command("catalogue", "history").splitlines()
    assert [line.split()[0] for line in history] == [f"version={newer}", f"version={SNAPSHOT_VERSION}"]
    assert command("catalogue", "show").splitlines() == history[:1]
    assert (again, refused.splitlines()[-1].endswith("is the newest; nothing was published")) == (1, True)
    assert kiosk.statement()["catalogue"] == newer


def test_what_is_no_catalogue_is_not_published(centre: Centre, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "catalogue.json"
    file.write_text('{"version": "secret"}', "utf-8")

    exit_code = main(["catalogue", "publish", "--data", str(centre.data), "--from", str(file)])

    errors = capsys.readouterr().err
    assert (exit_code, errors.count("\n")) == (1, 1)
    assert "is no catalogue" in errors
    assert "secret" not in errors


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_name_that_could_be_taken_for_another_is_refused(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("", " Nia", "Nia\nRees", "operator Nia", "N" * 65):
        exit_code = main(["staff", "add", "--data", str(data), "--name", name])
        with pytest.raises(SystemExit) as caught:
            main(["decide", "open", "--data", str(data), "--as", name, "--reference", "7K2M9QTX4HW3"])

        assert (exit_code, caught.value.code) == (1, 2)
        assert capsys.readouterr().err.count("a name is 1 to 64 letters") == 2


@pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
def test_a_name_in_use_is_refused_and_an_account_nobody_has_cannot_be_ended(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["staff", "add", "--data", str(data), "--name", "Nia"])
    capsys.readouterr()

    twice = main(["staff", "add", "--data", str(data), "--name", "Nia"])
    nobody = main(["staff", "end", "--data", str(data), "--name", "Olu"])

    errors = capsys.readouterr().err.splitlines()
    assert (twice, nobody, len(errors)) == (1, 1, 2)
