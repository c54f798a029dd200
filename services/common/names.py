"""Names of people put together from their parts, and compared. Anybody may have only one name, in either place."""

from __future__ import annotations

import unicodedata


def full_name(first: str, last: str) -> str:
    """Both names, or the only one."""
    return f"{first} {last}".strip()


def short_name(first: str, last: str) -> str:
    """Shortened to "Ada L": the first name and the first letter of the last. Somebody with only one name is called by it."""
    return f"{first} {last[:1]}" if first and last else first or last


def folded(name: str) -> str:
    """The letters of a name without case and accents, for comparing: "O’Neill" and "ONEILL" are one."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in plain if char.isalpha()).casefold()
