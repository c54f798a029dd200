"""Which PINs, passphrases and names are taken."""

from __future__ import annotations

import pytest

from kiosk_app.hashing import Argon2Hasher, Cost
from kiosk_app.staff_errors import NameUnusable, SecretTooWeak
from kiosk_app.use_cases.secret_rules import check_secret, clean_name


@pytest.mark.parametrize("secret", ["284917", "90210473", "bore da i bawb", "Gwely-plu-glas", "1234567890 ŵyn"])
def test_what_is_hard_enough_to_guess_is_taken(secret: str) -> None:
    check_secret(secret, "Mair Evans")


@pytest.mark.parametrize(
    ("secret", "why"),
    [
        ("28491", "too-short"),
        ("bore da", "too-short"),
        ("111111", "repeated"),
        ("121212", "repeated"),
        ("1231231", "repeated"),
        ("abababababab", "repeated"),
        ("123456", "in-a-row"),
        ("987654", "in-a-row"),
        ("789012", "in-a-row"),
        ("i am mair here", "has-name"),
        ("2" * 64 + "13" * 64, "too-long"),
        ("bore da\ti bawb", "unprintable"),
    ],
)
def test_what_is_easy_to_guess_is_refused_with_the_reason(secret: str, why: str) -> None:
    with pytest.raises(SecretTooWeak) as refused:
        check_secret(secret, "Mair Evans")

    assert refused.value.details == {"why": why}
    assert secret not in str(refused.value)


def test_a_name_is_kept_without_needless_spaces() -> None:
    assert clean_name("  Mair \t Evans ") == "Mair Evans"


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "Mair\u202eEvans"])
def test_nobody_is_called_what_cannot_be_read(name: str) -> None:
    with pytest.raises(NameUnusable):
        clean_name(name)


def test_a_secret_fits_its_own_hash_however_its_accents_were_typed() -> None:
    hasher = Argon2Hasher(Cost(iterations=1, lanes=1, memory_kib=64))

    kept = hasher.hashed("bore d\u00e2 i bawb")

    assert kept.startswith("$argon2id$v=19$m=64,t=1,p=1$")
    assert hasher.fits("bore da\u0302 i bawb", kept)
    assert not hasher.fits("bore da i bawb", kept)
    assert not hasher.fits("bore d\u00e2 i bawb", "not a hash")


def test_a_hash_costs_what_rfc_9106_recommends() -> None:
    assert Argon2Hasher().hashed("739150").startswith("$argon2id$v=19$m=65536,t=3,p=4$")
