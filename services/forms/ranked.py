"""Checks on lists of choices. Codes "chosen-twice", "too-few", "too-many"."""

from __future__ import annotations

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError


def distinct() -> AfterValidator:
    """No choice twice."""

    def check(values: list[str]) -> list[str]:
        if len(set(values)) != len(values):
            raise PydanticCustomError("chosen-twice", "chosen twice")
        return values

    return AfterValidator(check)


def within(minimum: int, maximum: int) -> AfterValidator:
    """At least `minimum` and at most `maximum` choices."""

    def check(values: list[str]) -> list[str]:
        if len(values) < minimum:
            raise PydanticCustomError("too-few", "too few", {"min": minimum})
        if len(values) > maximum:
            raise PydanticCustomError("too-many", "too many", {"max": maximum})
        return values

    return AfterValidator(check)
