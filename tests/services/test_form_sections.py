"""The sections of an application, for whatever was typed: none is called completed that stops the submission."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.catalogue import embedded_catalogue
from services.fee_payment.service import SERVICE as FEE
from services.forms.check import check_draft
from services.forms.context import Context
from services.forms.draft import Draft
from services.forms.fields import ChoiceField, DateField, RankedTimesField
from services.forms.page import ListPage
from services.forms.problem import blocking
from services.forms.sections import FormSections, SectionState, form_sections
from services.forms.service import Service
from services.money_claims.service import SERVICE as MONEY
from services.possession_claims.service import SERVICE as POSSESSION
from services.visits import SERVICE as VISIT

CONTEXT = Context(date(2026, 11, 20), embedded_catalogue())
SERVICES = (VISIT, MONEY, POSSESSION, FEE)
_TEXT = st.sampled_from(
    ("", " ", "x", "A1234BC", "27", "2026-11-26T14:00/15:30", "CFI", "yes", "no", "£1,000", "9999999999", "ŵ\n")
) | (st.text(max_size=8))


def _paths(service: Service) -> list[str]:
    """Every place in the answers where something can be typed."""
    found = []
    for page in service.pages:
        if isinstance(page, ListPage):
            found += [f"{page.path}.{number}.{each.path}" for number in (0, 1) for one in page.item for each in one.fields]
            continue
        for field in page.fields:
            if isinstance(field, DateField):
                found += [f"{field.path}.{part}" for part in field.parts]
            elif isinstance(field, RankedTimesField):
                found += [f"{field.path}.{number}" for number in (0, 1)]
            else:
                found.append(field.path)
    return found


def _options(service: Service) -> list[str]:
    """What services offer, so that pages under a condition are reached too."""
    empty = check_draft(service, Draft(), CONTEXT).answers
    fields = [each for page in service.all_pages() if not isinstance(page, ListPage) for each in page.fields]
    fixed = [field for field in fields if isinstance(field, ChoiceField) and not callable(field.options)]
    return sorted({option.value for field in fixed for option in field.choices(empty, CONTEXT)})


def sections_of(service: Service, content: dict[str, str]) -> FormSections:
    draft = Draft(content)
    return form_sections(service, draft, check_draft(service, draft, CONTEXT), CONTEXT)


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.key)
def test_no_section_is_completed_that_stops_the_submission(service: Service) -> None:
    values = _TEXT | st.sampled_from(_options(service))

    @settings(max_examples=max(15, settings().max_examples // 8), deadline=None)
    @given(st.dictionaries(st.sampled_from(_paths(service)), values, max_size=25))
    def holds(content: dict[str, str]) -> None:
        draft = Draft(content)
        checked = check_draft(service, draft, CONTEXT)
        found = form_sections(service, draft, checked, CONTEXT)
        stopping = blocking(checked.problems)
        for section in found.sections:
            if section.state is SectionState.COMPLETED or section.optional:
                steps = [step for step in checked.steps if (step.parent or step.page).key in section.pages]
                assert not [problem for problem in stopping for step in steps if step.owns(problem.path)]
            assert section.pages
        pages = [page for section in found.sections for page in section.pages]
        assert sorted(pages) == sorted({(step.parent or step.page).key for step in checked.steps})
        assert 0 <= found.done <= found.counted

    holds()


def test_nothing_is_begun_in_an_empty_application() -> None:
    found = sections_of(VISIT, {})

    assert found.done == 0
    assert {section.state for section in found.sections} == {SectionState.NOT_STARTED, SectionState.CANNOT_START}
    assert not found.ready


def test_times_wait_for_the_prison() -> None:
    def times(content: dict[str, str]) -> tuple[SectionState, int | None]:
        section = next(each for each in sections_of(VISIT, content).sections if "times" in each.pages)
        return section.state, section.after

    assert times({}) == (SectionState.CANNOT_START, 1)
    assert times({"prison": "CFI"}) == (SectionState.NOT_STARTED, None)


def test_what_is_begun_says_what_comes_first() -> None:
    section = next(
        each for each in sections_of(VISIT, {"prisoner.first_name": "David"}).sections if "prisoner-name" in each.pages
    )

    assert section.state is SectionState.IN_PROGRESS
    assert section.problem is not None
    assert section.problem.path == "prisoner.date_of_birth"


def test_a_statement_is_the_persons_own_and_comes_last() -> None:
    found = sections_of(MONEY, {"signing.way": "here", "signing.by": "claimant", "signing.name": "Dilys Rowlands"})

    assert [section.stated for section in found.sections].count(True) == 1
    assert found.sections[-1].stated
    assert found.sections[-1].state is SectionState.CANNOT_START


def test_what_can_be_left_out_is_not_counted() -> None:
    found = sections_of(MONEY, {})

    optional = [section for section in found.sections if section.optional]
    assert found.counted == len(found.sections) - len(optional)
