from __future__ import annotations

from datetime import date

import pytest

from services.catalogue import embedded_catalogue
from services.forms.context import Context
from services.forms.page import ListPage
from services.visits import SERVICE
from ui.desk.navigator import Navigator

TODAY = date(2026, 11, 20)
ANSWERS = {
    "prison": "CFI",
    "prisoner.first_name": "David",
    "prisoner.last_name": "Thomas",
    "prisoner.date_of_birth.day": "27",
    "prisoner.date_of_birth.month": "3",
    "prisoner.date_of_birth.year": "1985",
    "prisoner.number": "A1234BC",
    "visitors.0.first_name": "Siân",
    "visitors.0.last_name": "Thomas",
    "visitors.0.date_of_birth.day": "1",
    "visitors.0.date_of_birth.month": "2",
    "visitors.0.date_of_birth.year": "1988",
    "slots.0": "2026-11-28T09:30/11:00",
    "support.needed": "no",
    "contact.method": "text",
    "contact.phone": "07700 900982",
    "language": "en",
}


@pytest.fixture
def way() -> Navigator:
    return Navigator(SERVICE, Context(TODAY, embedded_catalogue()))


def fill(way: Navigator, **more: str) -> None:
    for path, text in {**ANSWERS, **more}.items():
        way.draft.set(path, text)


def walk(way: Navigator) -> list[str]:
    """The keys of the pages that Continue leads through, up to the check-your-answers page."""
    keys = []
    while way.step is not None:
        keys.append(way.step.key)
        assert way.advance(), way.shown
    return keys


def visitors_page() -> ListPage:
    page = SERVICE.page("visitors")
    assert isinstance(page, ListPage)
    return page


def test_the_first_page_is_the_first_question(way: Navigator) -> None:
    assert way.step is not None
    assert way.step.key == "prison"


def test_continue_without_an_answer_stays_and_says_why(way: Navigator) -> None:
    assert not way.advance()
    assert [problem.code for problem in way.shown] == ["missing"]


def test_the_whole_way_asks_each_page_once_and_only_what_this_person_needs(way: Navigator) -> None:
    fill(way)

    keys = walk(way)

    assert keys == [
        "prison", "prisoner-name", "prisoner-birth", "prisoner-number", "visitor-name/0", "visitor-birth/0", "visitors",
        "times", "support", "contact", "phone", "language",
    ]  # fmt: skip


def test_a_later_pages_problem_does_not_stop_an_earlier_page(way: Navigator) -> None:
    fill(way)
    way.draft.set("prisoner.number", "nonsense")

    assert way.advance()


def test_back_from_the_first_page_leaves_the_service(way: Navigator) -> None:
    assert not way.back()


def test_back_from_the_answers_returns_to_the_last_question(way: Navigator) -> None:
    fill(way)
    walk(way)

    assert way.back()

    assert way.step is not None
    assert way.step.key == "language"


def test_a_change_walks_the_rows_pages_and_comes_back(way: Navigator) -> None:
    fill(way)
    walk(way)

    way.change(("prisoner-name", "prisoner-birth", "prisoner-number"))

    assert walk(way) == ["prisoner-name", "prisoner-birth", "prisoner-number"]


def test_a_change_that_makes_another_page_necessary_asks_it(way: Navigator) -> None:
    fill(way)
    walk(way)

    way.change(("contact", "phone", "email", "address"))
    way.draft.set("contact.method", "email")
    assert way.advance()

    assert way.step is not None
    assert way.step.key == "email"


def test_going_back_out_of_a_change_returns_to_the_answers(way: Navigator) -> None:
    fill(way)
    walk(way)
    way.change(("contact", "phone", "email", "address"))

    assert way.back()

    assert way.step is None


def test_a_change_that_spoils_another_answer_leads_to_that_page_with_the_problem_shown(way: Navigator) -> None:
    fill(way)
    walk(way)

    way.change(("prison",))
    way.draft.set("prison", "UKI")
    way.draft.set("slots.0", "2026-11-28T03:15/04:00")
    assert way.advance()

    assert way.step is not None
    assert way.step.key == "times"
    assert [problem.code for problem in way.shown] == ["not-offered"]


def test_adding_somebody_asks_their_pages_and_returns_to_the_list(way: Navigator) -> None:
    fill(way)
    while way.step is None or way.step.key != "visitors":
        way.advance()

    way.add_item(visitors_page())
    assert way.step.key == "visitor-name/1"
    for name, text in {"first_name": "Megan", "last_name": "Thomas"}.items():
        way.draft.set(f"visitors.1.{name}", text)
    assert way.advance()
    for name, text in {"day": "4", "month": "May", "year": "2020"}.items():
        way.draft.set(f"visitors.1.date_of_birth.{name}", text)
    assert way.advance()

    assert way.step.key == "visitors"
    assert way.draft.count("visitors") == 2


def test_going_back_out_of_adding_somebody_does_not_leave_half_a_person(way: Navigator) -> None:
    fill(way)
    while way.step is None or way.step.key != "visitors":
        way.advance()
    way.add_item(visitors_page())
    way.draft.set("visitors.1.first_name", "Megan")

    assert way.back()

    assert way.step.key == "visitors"
    assert way.draft.count("visitors") == 1


def test_going_back_out_of_changing_somebody_keeps_them(way: Navigator) -> None:
    fill(way, **{"visitors.1.first_name": "Megan"})
    while way.step is None or way.step.key != "visitors":
        way.advance()
    way.change_item(visitors_page(), 1)

    assert way.back()

    assert way.draft.get("visitors.1.first_name") == "Megan"


def test_the_list_does_not_let_half_a_person_through(way: Navigator) -> None:
    fill(way, **{"visitors.1.first_name": "Megan"})
    while way.step is None or way.step.key != "visitors":
        way.advance()

    assert not way.advance()

    assert {problem.path for problem in way.shown} == {"visitors.1.date_of_birth"}  # one name may be all there is


def test_the_page_at_fault_is_the_first_in_the_order_of_the_questions(way: Navigator) -> None:
    fill(way)
    way.draft.set("prisoner.number", "")
    way.draft.set("contact.phone", "")

    assert way.show_fault()

    assert way.step is not None
    assert way.step.key == "prisoner-number"


def test_an_answer_can_be_looked_at_again_from_anywhere_and_the_way_goes_on_where_it_was(way: Navigator) -> None:
    fill(way)
    for _page in range(3):
        way.advance()
    before = way.step

    way.change(("prison",))
    assert way.advance()

    assert way.step == before
