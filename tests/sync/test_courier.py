"""A file of sealed envelopes gives back what was put in, or says that it is not whole."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.envelope.courier import BadBundle, read_bundle, write_bundle


def written(*envelopes: bytes) -> bytes:
    file = io.BytesIO()
    assert write_bundle(file, envelopes) == len(envelopes)
    return file.getvalue()


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=5))
def test_what_was_written_is_read_in_its_order(envelopes: list[bytes]) -> None:
    assert list(read_bundle(io.BytesIO(written(*envelopes)))) == envelopes


@given(st.data())
def test_a_file_that_is_cut_off_anywhere_is_refused(data: st.DataObject) -> None:
    whole = written(b"one", b"two")
    upto = data.draw(st.integers(0, len(whole) - 1))

    with pytest.raises(BadBundle):
        list(read_bundle(io.BytesIO(whole[:upto])))


@given(st.data())
def test_a_byte_that_changed_is_noticed(data: st.DataObject) -> None:
    whole = bytearray(written(b"one", b"two"))
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))

    with pytest.raises(BadBundle):
        list(read_bundle(io.BytesIO(whole)))


@pytest.mark.parametrize("content", [b"", b"\n", b"{}\n", b"anything else\n"])
def test_another_file_is_not_taken_for_one(content: bytes) -> None:
    with pytest.raises(BadBundle, match="other"):
        list(read_bundle(io.BytesIO(content)))
