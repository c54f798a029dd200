"""The capture sheet: every question has its box, in the order of the paper, and what is typed becomes the draft of any desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from services.forms.check import check_answers
from services.forms.marks import Mark, marks_in, with_marks
from services.forms.page import ListPage
from services.forms.problem import Level
from services.forms.registry import installed_services
from services.forms.service import Service
from services.forms.sheet import sheet_of
from services.forms.statement import StatementField
from services.forms.words import Translator
from services.language import Language
from services.money_claims import SERVICE as MONEY
from services.possession_claims import SERVICE as POSSESSION
from services.visits import SERVICE as VISITS
from tests.services.samples import CONTEXT
from tests.services.sheet_samples import FEE, N1, N5, VISIT, read

SERVICES = installed_services()
ON_PAPER = {"money-claim": N1, "possession-claim": N5, "prison-visit": VISIT, "fee-payment": FEE}


def _questions(service: Service) -> Iterator[str]:
    """The paths of what a paper form can be asked: no statement, which is made by hand, and no list that may be left out."""
    for page in service.pages:
        if isinstance(page, ListPage):
            if page.minimum:
                yield from (f"{page.path}.0.{field.path}" for each in page.item for field in each.fields)
        else:
            yield from (field.path for field in page.fields if not isinstance(field, StatementField))


@pytest.mark.parametrize("key", sorted(SERVICES))
def test_every_question_has_a_box_or_an_answer_that_the_paper_gives(key: str) -> None:
    service = SERVICES[key]
    given: Mapping[str, str] = service.paper.given if service.paper else {}

    sheet = sheet_of(service, {})

    assert [path for path in _questions(service) if sheet.of(path) is None and path not in given] == []


@pytest.mark.parametrize("key", sorted(SERVICES))
def test_every_box_has_a_key_and_a_number_of_its_own_and_asks_something(key: str) -> None:
    boxes = sheet_of(SERVICES[key], {}, {"defendants": 3, "visitors": 3}).boxes

    assert len({box.key for box in boxes}) == len({box.number for box in boxes}) == len(boxes)
    assert all(SERVICES[key].field_at(path) is not None for box in boxes for path in box.paths)


@pytest.mark.parametrize("key", sorted(ON_PAPER))
def test_a_plain_paper_is_typed_in_few_boxes_and_can_be_submitted(key: str) -> None:
    _sheet, found = read(SERVICES[key], ON_PAPER[key])

    assert [(each.path, each.code) for each in found.checked.problems if each.level is Level.BLOCK] == []
    assert found.elsewhere == ()


@pytest.mark.parametrize("key", sorted(ON_PAPER))
def test_what_may_be_read_of_a_plain_paper_is_what_its_words_need(key: str) -> None:
    service = SERVICES[key]
    _sheet, found = read(service, ON_PAPER[key])

    fields = service.receipt_fields(found.checked.answers, CONTEXT)

    assert service.about(fields)


def test_what_is_read_stands_beside_the_box() -> None:
    sheet, found = read(MONEY, N1)
    say = Translator(Language.ENGLISH)

    said = {box.number: say(words) for box in sheet.boxes if (words := found.boxes[box.key].said) is not None}

    assert said["1"] == "Dilys | Rowlands"
    assert said["2"] == "14 Wyndham Crescent | Cardiff"
    assert said["3"] == "CF11 9EG"
    assert said["13"] == "Cwm Roofing Ltd"
    assert "A company" in said.values()
    assert "£1,840.00" in said.values()


def test_a_second_defendant_has_numbers_of_its_own() -> None:
    sheet = sheet_of(MONEY, {"defendants.1.called": "Cwm Slates Ltd"})

    second = [part for part in sheet.parts if part.items == "defendants"][1]

    assert [box.number for box in second.boxes][:2] == ["13.2", "14.2"]
    assert Translator(Language.ENGLISH)(second.title) == "Defendant 2"


def test_an_empty_box_of_a_further_person_says_nothing() -> None:
    texts = dict(N1)
    sheet = sheet_of(MONEY, texts, {"defendants": 2})

    _, found = read(MONEY, texts)

    assert len(found.checked.answers.items("defendants")) == 1
    assert [part.index for part in sheet.parts if part.items == "defendants"] == [0, 1]


def test_boxes_that_are_not_asked_are_there_and_not_needed() -> None:
    sheet, found = read(MONEY, N1)

    rate = sheet.of("interest.rate")

    assert rate is not None
    assert not found.boxes[rate.key].needed


def test_the_prison_s_own_times_are_read_from_a_day_and_an_hour() -> None:
    _sheet, found = read(VISITS, VISIT)

    assert found.checked.answers.texts("slots") == ("2026-11-28T09:30/11:00",)


def test_a_service_without_a_paper_is_typed_as_its_pages_go() -> None:
    cancelling = SERVICES["prison-visit-withdraw"]

    sheet = sheet_of(cancelling, {})

    assert cancelling.paper is None
    assert [box.number for box in sheet.boxes] == [str(number) for number in range(1, len(sheet.boxes) + 1)]


@pytest.mark.parametrize("mark", list(Mark))
@pytest.mark.parametrize(
    ("service", "texts", "path", "key"),
    [
        (MONEY, N1, "claim.details", "claim.details"),
        (MONEY, N1, "particulars.text", "particulars.text"),
        (MONEY, N1, "signing.name", "signing.name"),
        (MONEY, N1, "defendants.0.address.town", "defendants.0.address"),
        (POSSESSION, N5, "grounds.0.facts", "grounds.0.facts"),
        (POSSESSION, N5, "signing.name", "signing.name"),
    ],
)
def test_what_cannot_be_read_goes_on_as_something_confirmed_and_the_centre_takes_it(
    service: Service, texts: Mapping[str, str], path: str, key: str, mark: Mark
) -> None:
    typed = {each: text for each, text in texts.items() if each != key}

    _sheet, found = read(service, typed, {key: mark.value})
    confirmed = [(each.path, each.code) for each in found.checked.to_confirm]
    there = check_answers(service, found.checked.frozen(), CONTEXT, offers=False)
    there = with_marks(service, there, marks_in(confirmed))

    assert (path, mark.code) in confirmed
    assert not found.checked.blocked
    assert not there.blocked
    assert service.receipt_fields(found.checked.answers, CONTEXT)
    assert service.summary is None or service.summary(found.checked.answers, CONTEXT)
    assert service.document is None or service.document(found.checked.answers, CONTEXT)


def test_what_nobody_can_do_without_blocks_in_spite_of_a_mark() -> None:
    _sheet, found = read(VISITS, {**VISIT, "prisoner.number": ""}, {"prisoner.number": Mark.ILLEGIBLE})

    assert ("prisoner.number", "missing") in {
        (each.path, each.code) for each in found.checked.problems if each.level is Level.BLOCK
    }


def test_nobody_can_leave_an_answer_out_by_marking_it_at_the_centre_when_it_is_there() -> None:
    _sheet, found = read(MONEY, N1)

    same = with_marks(MONEY, found.checked, {"claim.details": Mark.MISSING})

    assert same == found.checked


@pytest.mark.parametrize("service", [each for each in SERVICES.values() if each.paper], ids=lambda each: each.key)
def test_what_may_be_lacking_names_questions_that_there_are(service: Service) -> None:
    assert service.paper is not None
    assert [path for path in service.paper.may_lack if service.field_at(path.replace("*", "0")) is None] == []
