"""What staff see: which cases wait, and the whole of one, written down before it is shown."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import httpx
import pytest
from sqlalchemy import select, update

from central_api.models import Case, StaffAct
from central_api.staff.accounts import StaffAccounts
from central_api.staff.people import Role
from central_api.staff.wording import Wording
from services.common.references import grouped
from tests.central_api.conftest import Centre, Kiosk, visit_slots
from tests.central_api.staff_desk import LEFT_TO_STAFF, Desk, ask, desk_at, problem
from tests.support import until

LIMITED = "[limits]\nwrong_tokens_per_address = 2\n"


@pytest.fixture
def settings_file() -> str:
    return LEFT_TO_STAFF + LIMITED


@pytest.fixture
def desk(centre: Centre, http: httpx.Client) -> Desk:
    return desk_at(centre, http)


def opened_by(centre: Centre) -> list[str]:
    with centre.database.read() as session:
        return list(session.scalars(select(StaffAct.staff).where(StaffAct.act == "opened")))


def test_what_waits_for_staff_is_listed_without_a_word_of_what_was_answered(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    left, invalid = ask(centre, kiosk), ask(centre, kiosk, contact={"method": "pigeon"})
    kiosk.send(kiosk.seal({"prison": "SWI"}, service="another"))

    response = desk.get("cases", state=["with-staff", "parked"])

    cases = {case["reference"]: (case["state"], case["reason"], case["site"]) for case in response.json()["cases"]}
    assert cases == {left: ("with-staff", "", "CFI"), invalid: ("parked", "invalid-answers", "CFI")}
    assert response.headers["Cache-Control"] == "no-store"
    assert not [word for word in ("Lovelace", "Ada", "Sam", "A1234BC", "1985") if word in response.text]


def test_cases_are_listed_by_page_from_the_newest_on(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    oldest, middle, newest = (ask(centre, kiosk, lead=lead) for lead in range(3))

    first = desk.get("cases", limit=2).json()
    rest = desk.get("cases", limit=2, older_than=first["cases"][-1]["number"]).json()

    assert [case["reference"] for case in first["cases"]] == [newest, middle]
    assert [case["reference"] for case in rest["cases"]] == [oldest]
    assert (first["more"], rest["more"]) == (True, False)


def test_cases_are_found_by_state_site_and_service(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    reference, other = ask(centre, kiosk), ask(centre, kiosk, lead=1, prison="SWI", contact={"method": "pigeon"})

    assert desk.listed(state="parked") == [other]
    assert desk.listed(site="CFI") == [reference]
    assert desk.listed(service="prison-visit-change") == []
    assert desk.listed(state="decided") == []
    assert problem(desk.get("cases", site="\0")) == problem(desk.get("cases", state="lost")) == (422, "bad-request")


def test_who_is_bound_to_a_site_finds_and_opens_nothing_of_another(
    centre: Centre, kiosk: Kiosk, http: httpx.Client, desk: Desk
) -> None:
    here, elsewhere = ask(centre, kiosk), ask(centre, kiosk, lead=1, prison="SWI", contact={"method": "pigeon"})
    version, bound = desk.open(elsewhere)["version"], desk_at(centre, http, "Olu", "CFI", "ACI")

    refusals = [
        bound.get(f"cases/{elsewhere}"),
        bound.accept(elsewhere, version),
        bound.post(f"cases/{elsewhere}/park", version, reason="staff-asked"),
        bound.post(f"cases/{elsewhere}/release", version),
    ]

    assert (bound.listed(), bound.listed(site="SWI")) == ([here], [])
    assert [problem(each) for each in refusals] == [(404, "not-found")] * 4
    assert opened_by(centre) == ["Nia"]


def test_a_case_that_names_no_prison_is_seen_where_what_it_cites_is(
    centre: Centre, kiosk: Kiosk, http: httpx.Client, desk: Desk
) -> None:
    reference = ask(centre, kiosk, contact={"method": "pigeon"}, visitors="nobody")
    said = {"lead_visitor": {"date_of_birth": "1985-03-27"}}
    kiosk.send(kiosk.seal(said, service="prison-visit-withdraw", cites=reference))
    centre.worker().run_once()

    elsewhere = desk_at(centre, http, "Olu", "SWI")

    assert len(desk.listed(site="CFI")) == 2
    assert elsewhere.listed() == []


def test_an_opened_case_has_its_answers_in_the_words_of_its_service_and_all_that_came_of_it(
    centre: Centre, kiosk: Kiosk, desk: Desk
) -> None:
    reference = ask(centre, kiosk, confirmed=[("visitors.0", "one-name")])
    again = ask(centre, kiosk)

    opened = desk.open(grouped(reference))

    rows = {row["label"]: row["lines"] for row in opened["answers"]}
    assert rows["Prisoner"] == ["Sam Lovelace, A1234BC", "Born 27 March 1985"]
    assert len(rows["Times"]) == 3
    assert (opened["title"], opened["slots"]) == ("Book a prison visit", visit_slots())
    assert [(said["code"], said["answer"]) for said in opened["confirmed"]] == [("one-name", "Yes, that is the whole name")]
    assert [told["state"] for told in opened["told"]] == ["requested"]
    assert [other["reference"] for other in opened["alike"]] == [again]
    assert [(done["act"], done["staff"]) for done in opened["done"]] == [("opened", "Nia")]


def test_answers_that_break_a_rule_are_shown_as_they_came_with_what_is_wrong(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    opened = desk.open(ask(centre, kiosk, contact={"method": "pigeon"}))

    assert ["pigeon"] in [row["lines"] for row in opened["answers"]]
    assert any(text.startswith("contact.method: ") for text in opened["problems"])


def test_answers_of_a_service_that_is_not_installed_are_shown_as_they_came(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    kiosk.send(kiosk.seal({"prison": "CFI", "list": [{"a.b": 1}, []]}, service="another", confirmed=[("list", "sure")]))
    centre.worker().run_once()
    (reference,) = desk.listed()

    opened = desk.open(reference)

    assert {row["label"]: row["lines"] for row in opened["answers"]} == {"prison": ["CFI"], 'list.0."a.b"': ["1"], "list.1": [""]}
    assert opened["confirmed"] == [{"path": "list", "code": "sure", "asked": "sure", "answer": ""}]


def test_what_was_confirmed_before_it_was_kept_is_said_to_be_unknown(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    reference = ask(centre, kiosk)
    with centre.database.write() as session:
        session.execute(update(Case).values(confirmed=None))

    assert desk.open(reference)["confirmed"] is None


def test_who_opened_a_case_is_written_down_also_when_nobody_hears_the_answer(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    reference, address = ask(centre, kiosk), urlsplit(centre.url)
    asked = f"GET /v1/staff/cases/{reference} HTTP/1.1\r\nHost: centre\r\nAuthorization: Bearer {desk.token}\r\n\r\n"

    with socket.create_connection((str(address.hostname), int(address.port or 0))) as line:
        line.sendall(asked.encode())

    until(lambda: opened_by(centre) == ["Nia"])


def test_who_opened_a_case_is_written_down_also_when_it_cannot_be_worded(
    centre: Centre, kiosk: Kiosk, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = ask(centre, kiosk)

    def fails(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(Wording, "word", fails)

    response = desk.get(f"cases/{reference}")

    assert problem(response) == (500, "internal-error")
    assert opened_by(centre) == ["Nia"]


def test_a_case_that_cannot_be_written_down_as_opened_is_not_shown(centre: Centre, kiosk: Kiosk, desk: Desk) -> None:
    reference = ask(centre, kiosk)
    with centre.database.connection() as connection:
        connection.exec_driver_sql("ALTER TABLE staff_acts RENAME TO gone")

    response = desk.get(f"cases/{reference}")

    assert response.status_code in {500, 503}
    assert "Lovelace" not in response.text


def test_what_is_no_reference_of_a_case_is_not_found(desk: Desk) -> None:
    for reference in ("0000-0000-0000", "no reference at all", "%00", "7K2M9QTX4HW3"):
        assert problem(desk.get(f"cases/{reference}")) == (404, "not-found")


@pytest.mark.parametrize("settings_file", [LEFT_TO_STAFF])
def test_without_a_token_of_staff_nothing_is_answered(http: httpx.Client) -> None:
    said = ("Bearer wrong", "Bearer " + "x" * 5_000, "Bearer ü", "Bearer", "Basic bmlhOm5pYQ==")

    responses = [
        http.get("/v1/staff/cases"),
        *(http.get("/v1/staff/cases", headers={b"Authorization": each.encode()}) for each in said),
    ]

    assert [problem(response) for response in responses] == [(401, "staff-not-admitted")] * 6
    assert {response.headers["WWW-Authenticate"] for response in responses} == {"Bearer"}


def test_an_ended_token_is_worth_nothing_at_once_and_another_one_is_another(centre: Centre, desk: Desk) -> None:
    accounts = StaffAccounts(centre.database, centre.clock)
    assert desk.get("cases").status_code == 200

    assert accounts.end("Nia")
    ended = desk.get("cases")
    again = Desk(desk.http, accounts.add("Nia", Role.CASEWORKER))

    assert problem(ended) == (401, "staff-not-admitted")
    assert again.get("cases").status_code == 200
    assert desk.get("cases").status_code == 401


def test_wrong_tokens_are_slowed_down_and_a_right_one_never_is(http: httpx.Client, desk: Desk) -> None:
    refusals = [problem(Desk(http, "wrong").get("cases")) for _ in range(4)]

    assert refusals == [(401, "staff-not-admitted")] * 2 + [(429, "too-many-requests")] * 2
    assert desk.get("cases").status_code == 200


def test_the_token_is_kept_nowhere(centre: Centre, desk: Desk) -> None:
    with centre.database.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM staff").all()

    assert rows
    assert desk.token not in str(rows)
    assert desk.token.encode() not in b"".join(value for row in rows for value in row if isinstance(value, bytes))


def test_a_device_cannot_ask_what_staff_ask_nor_staff_what_a_device_asks(kiosk: Kiosk, desk: Desk) -> None:
    assert problem(kiosk.request("GET", "/v1/staff/cases")) == (401, "staff-not-admitted")
    response = desk.http.get("/v1/outcomes", params={"nonce": "0" * 32}, headers={"Authorization": f"Bearer {desk.token}"})
    assert problem(response) == (401, "request-not-authenticated")


def test_nothing_of_a_case_or_a_token_reaches_the_log(
    centre: Centre, kiosk: Kiosk, desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    reference = ask(centre, kiosk)

    desk.refuse(reference, "prisoner_banned")
    desk.get("cases/" + reference)
    Desk(desk.http, "wrong-token").get("cases")

    own = "".join(record.getMessage() for record in caplog.records if record.name.startswith("central_api"))
    assert "by=staff" in own
    assert not [
        word for word in (reference, "Lovelace", "A1234BC", "prisoner_banned", "Nia", desk.token, "wrong-token") if word in own
    ]
