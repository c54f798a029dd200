"""Pages of guidance on a day: fees from the schedule, what is not known said to be so, and each prison's own facts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.catalogue import Booking, Prison, embedded_catalogue
from services.fees import embedded_schedule
from services.forms.words import Translator
from services.guidance import TopicPage, from_payload, page_of, page_of_prison, shipped_guidance
from services.guidance.figures import is_figure
from services.language import Language
from tests.services.guidance_samples import guidance, text

TODAY, KNOWN_ON = date(2026, 11, 22), date(2026, 7, 31)
SCHEDULE, CATALOGUE = embedded_schedule(), embedded_catalogue()


SAY = {language: Translator(language) for language in (Language.ENGLISH, Language.WELSH)}


def said(page: TopicPage, language: Language = Language.ENGLISH) -> str:
    """Everything on a page, in its order."""
    words = [page.title]
    for section in page.sections:
        words += [section.heading, *(each for line in section.lines for each in (line.text, line.more) if each is not None)]
    return " ".join(map(SAY[language], (*words, page.correct)))


def shipped(key: str, today: date = TODAY) -> TopicPage:
    topic = shipped_guidance().topic(key)
    assert topic is not None
    return page_of(topic, SCHEDULE, today)


GENERAL = shipped("visiting-day")


def of_prison(prison: Prison) -> TopicPage:
    return page_of_prison(GENERAL, prison, None, KNOWN_ON, TODAY)


def prison_where(**facts: object) -> Prison:
    return next(each for each in CATALOGUE.prisons if all(getattr(each, name) == value for name, value in facts.items()))


def test_a_fee_is_the_one_of_the_day() -> None:
    assert "The fee to start is £415." in said(shipped("possession-claim"))
    assert "The fee to start is £404." in said(shipped("possession-claim", date(2026, 7, 12)))


def test_fees_say_as_of_when_they_are_known() -> None:
    assert "These are the fees we knew of on 22 August 2026." in said(shipped("possession-claim"))


def test_a_fee_that_may_have_changed_says_so() -> None:
    assert "That fee is £148. This fee may have changed." in said(shipped("possession-claim"))
    assert "The fee to start is £415. This fee" not in said(shipped("possession-claim"))


def test_a_fee_that_nobody_knows_is_not_made_up() -> None:
    later = SCHEDULE.last_day + timedelta(days=1)

    for key in ("possession-claim", "money-claim", "help-with-fees", "lasting-power-of-attorney"):
        page = said(shipped(key, later))
        assert "Ask a member of staff what this costs today." in page
        assert "£4" not in page


def test_a_scale_has_a_line_for_each_band() -> None:
    page = said(shipped("money-claim"))

    assert "Up to £300: £35" in page
    assert "From £5,000.01 to £10,000: £455" in page
    assert "From £10,000.01 to £200,000: 5% of the amount" in page
    assert "More than £200,000: £10,000" in page


def test_welsh_pages_show_the_same_amounts() -> None:
    page = said(shipped("money-claim"), Language.WELSH)

    assert "O £5,000.01 i £10,000: £455" in page
    assert "Faint mae’n ei gostio" in page


def test_an_old_page_says_that_it_is_old() -> None:
    assert "Correct on 22 November 2026." in said(shipped("prison-visit"))
    assert "This was last checked on 22 November 2026." in said(shipped("prison-visit", date(2027, 12, 1)))


@pytest.mark.parametrize(
    "name", ["help-savings", "help-savings-over-66", "help-income", "help-partner", "help-child-under-14", "lpa-income"]
)
def test_every_limit_has_a_value_today(name: str) -> None:
    payload = guidance(
        topics=[{**guidance()["topics"][1], "sections": [{"part": "help", "lines": [text(f"No more than {{limit:{name}}}.")]}]}]
    )

    assert is_figure("limit", name)
    assert "No more than £" in said(page_of(from_payload(payload).topics[0], SCHEDULE, TODAY))


def test_every_prison_has_a_page_in_both_languages() -> None:
    for prison in CATALOGUE.prisons:
        page = of_prison(prison)
        assert f"Your day at {prison.name_en}" in said(page)
        assert prison.name_cy in said(page, Language.WELSH)
        assert ", ".join(prison.address_en) in said(page)


def test_a_prison_without_a_number_is_not_given_one() -> None:
    page = said(of_prison(prison_where(phone="", email="")))

    assert "We do not know a phone number for this prison." in page
    assert "Ask the prison before you travel." in page
    assert "Phone:" not in page


@pytest.mark.parametrize(
    ("booking", "words"),
    [
        (Booking.OPEN, "You can ask for a visit on this kiosk."),
        (Booking.ANOTHER_WAY, "You cannot ask for a visit here."),
        (Booking.CLOSED, "This prison takes no visitors."),
    ],
)
def test_it_says_how_the_prison_is_visited(booking: Booking, words: str) -> None:
    assert words in said(of_prison(prison_where(booking=booking)))


def test_limits_are_told_only_where_they_are_this_prison_s() -> None:
    assert "people can come" in said(of_prison(prison_where(booking=Booking.OPEN)))
    assert "people can come" not in said(of_prison(prison_where(booking=Booking.ANOTHER_WAY)))


def test_an_age_is_told_where_younger_people_count_as_adults() -> None:
    young = next(each for each in CATALOGUE.open_prisons() if each.adult_age == 16)
    usual = next(each for each in CATALOGUE.open_prisons() if each.adult_age == 18 and not each.is_split)

    assert "people aged 16 or over as adults" in said(of_prison(young))
    assert "as adults" not in said(of_prison(usual))


def test_what_is_not_known_is_said_and_what_a_prison_told_takes_its_place() -> None:
    payload = guidance(
        prisons=[
            {
                "prison": "CFI",
                "as_of": "2026-11-01",
                "sources": [{"name": "The prison", "day": "2026-11-01"}],
                "lines": [text("Lockers take a £1 coin.", "Mae loceri’n cymryd darn £1.")],
            }
        ]
    )
    known = from_payload(payload)
    prison = CATALOGUE.prison("CFI")
    assert prison is not None
    assert known.visiting_day is not None

    page = page_of_prison(page_of(known.visiting_day, SCHEDULE, TODAY), prison, known.notes("CFI"), KNOWN_ON, TODAY)

    assert "What this prison asks Lockers take a £1 coin." in said(page)
    assert "We do not know if there are lockers" not in said(page)
    assert "We do not know if there are lockers" in said(of_prison(prison))


def test_a_page_of_a_prison_is_as_old_as_its_oldest_fact() -> None:
    assert "Correct on 31 July 2026." in said(of_prison(CATALOGUE.prisons[0]))
