"""The Help with Fees reference, in every way people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.fees import HWF_WORDS, HwfProblem, read_hwf_reference
from tests.services.fee_samples import CY, EN


@pytest.mark.parametrize(
    "text",
    [
        "HWF-A1B-23C",
        "hwf-a1b-23c",
        "HWFA1B23C",
        "HWF A1B 23C",
        "HWF-A1B23C",
        "HWF - A1B - 23C",
        "A1B-23C",
        "a1b23c",
        "H W F A 1 B 2 3 C",
        "HWF.A1B.23C",
        "HWF/A1B/23C",
        "HWF\u2013A1B\u201323C",
        "HWF\u2011A1B\u201123C",
        "HWF\u00a0A1B\u200923C",
        "\u202dHWF-A1B-23C\u202c",
        "HWF\u200b-A1B-23C\n",
        "\uff28\uff37\uff26\uff0d\uff21\uff11\uff22\uff0d\uff12\uff13\uff23",  # full width
        "HWF-HWF-A1B-23C",
        "HWF: A1B-23C",
        "(HWF-A1B-23C)",
        "Ref: HWF-A1B-23C.",
        "Reference number HWF-A1B-23C",
        "Help with Fees reference: HWF-A1B-23C",
        "HWF ref A1B-23C",
        "My HWF number is A1B-23C",
        "Cyfeirnod Help i Dalu Ffioedd: HWF-A1B-23C",
    ],
)
def test_the_reference_is_read_in_every_way_it_is_written(text: str) -> None:
    assert read_hwf_reference(text) == "HWF-A1B-23C"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("HWF012345", "HWF-012-345"),  # the alphabet of the generator is not enforced
        ("HWFABCDEF", "HWF-ABC-DEF"),
        ("ABC-DEF", "HWF-ABC-DEF"),
        ("NO1234", "HWF-NO1-234"),
        ("HWF-REF-123", "HWF-REF-123"),
        ("HWF-HWF-123", "HWF-HWF-123"),
        ("HWF-PA2-412", "HWF-PA2-412"),
    ],
)
def test_what_only_looks_like_something_else_is_still_a_reference(text: str, kept: str) -> None:
    assert read_hwf_reference(text) == kept


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", HwfProblem.MISSING),
        (" - \u200b", HwfProblem.MISSING),
        ("HWF", HwfProblem.FORMAT),
        ("HWF-012", HwfProblem.FORMAT),
        ("HWF-A1B-23", HwfProblem.FORMAT),
        ("HWF-A1B-23C4", HwfProblem.FORMAT),
        ("HWF-A1B-23C and HWF-A1B-23D", HwfProblem.FORMAT),
        ("HWF-A1B-23€", HwfProblem.FORMAT),
        ("HFW-A1B-23C", HwfProblem.FORMAT),
        ("unsure", HwfProblem.FORMAT),
        ("not yet", HwfProblem.FORMAT),
        ("yes", HwfProblem.FORMAT),
        ("HWF-\u0410\u0411\u0412-123", HwfProblem.FORMAT),  # Cyrillic
        ("4929420573595709", HwfProblem.FORMAT),
        ("PA24-000123", HwfProblem.PAPER),
        ("pa24 - 000123", HwfProblem.PAPER),
        ("PA24000123", HwfProblem.PAPER),
        ("Reference PA24-1", HwfProblem.PAPER),
    ],
)
def test_other_things_are_refused_with_a_code(text: str, problem: HwfProblem) -> None:
    assert read_hwf_reference(text) is problem


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=6, max_size=6))
def test_every_reference_is_kept_as_it_is_and_read_again(text: str) -> None:
    kept = read_hwf_reference(f"HWF-{text[:3]}-{text[3:]}")

    assert kept == f"HWF-{text[:3]}-{text[3:]}"
    assert read_hwf_reference(kept) == kept


@given(st.text(max_size=40))
def test_no_text_at_all_is_a_surprise(text: str) -> None:
    found = read_hwf_reference(text)

    assert isinstance(found, HwfProblem) or (found.startswith("HWF-") and len(found) == 11)


@pytest.mark.parametrize("problem", list(HwfProblem))
def test_every_problem_has_words_in_both_languages(problem: HwfProblem) -> None:
    assert EN(HWF_WORDS[problem]) != CY(HWF_WORDS[problem])
