from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from printing.fonts import load
from printing.typeset import Run, wrap

FONTS = load()


@given(
    texts=st.lists(
        st.text(st.characters(categories=["L", "N", "P"], max_codepoint=0x17F) | st.just(" "), max_size=60), max_size=4
    ),
    width=st.floats(40, 300),
)
def test_lines_keep_every_letter_in_order_and_fit(texts: list[str], width: float) -> None:
    runs = [Run(text, bold=index % 2 == 0) for index, text in enumerate(texts)]

    lines = wrap(runs, 14, width, FONTS)

    text = "".join(run.text for line in lines for run in line)
    assert text.split() == " ".join(texts).split()
    for line in lines:
        shown = [(run.text, run.bold) for run in line]
        shown[-1] = (shown[-1][0].rstrip(" "), shown[-1][1])
        assert sum(FONTS.width(text, 14, bold=bold) for text, bold in shown) <= width + 0.01


def test_a_line_that_goes_on_ends_with_its_space() -> None:
    lines = wrap([Run("Your request is kept on the kiosk.")], 14, 120, FONTS)

    assert len(lines) > 1
    assert [line[-1].text.endswith(" ") for line in lines] == [True] * (len(lines) - 1) + [False]


def test_bold_and_regular_words_share_a_line() -> None:
    lines = wrap([Run("Not booked yet.", bold=True), Run("The prison decides.")], 14, 500, FONTS)

    assert lines == ((Run("Not booked yet.", bold=True), Run(" The prison decides.")),)


def test_a_name_wider_than_its_column_ends_a_line_at_its_hyphen() -> None:
    lines = wrap([Run("To visit O’Shaughnessy-Featherstonehaugh")], 14, 170, FONTS)

    assert [line[0].text for line in lines] == ["To visit O’Shaughnessy-", "Featherstonehaugh"]
