"""Welsh has no one word for yes. An error that asks for it names the answer that is on its page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from services.forms.fields import ChoiceField
from services.forms.registry import installed_services
from services.forms.words import Words
from tests.services.fee_samples import CY, EN


def yes_or_no() -> Iterator[tuple[str, Words, Words]]:
    """Of every question that has a yes: its place, the answer, and what is said where there is none."""
    for service in installed_services().values():
        for page in service.all_pages():
            for field in page.fields if hasattr(page, "fields") else ():
                if not isinstance(field, ChoiceField) or callable(field.options) or "missing" not in field.messages:
                    continue
                for option in field.options:
                    if option.value == "yes":
                        yield f"{service.key}-{page.key}-{field.path}", option.words, field.messages["missing"]


QUESTIONS = list(yes_or_no())


@pytest.mark.parametrize(("yes", "missing"), [each[1:] for each in QUESTIONS], ids=[each[0] for each in QUESTIONS])
def test_the_error_names_the_answer_that_is_on_the_page(yes: Words, missing: Words) -> None:
    assert EN(missing).startswith("Select yes if ")
    assert f"Dewiswch \u2018{CY(yes)}\u2019 os" in CY(missing)
