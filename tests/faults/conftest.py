"""What several files of faults share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.nursery import ADDRESS, running_nursery


@pytest.fixture(scope="session")
def nursery() -> Iterator[str]:
    """One nursery for this test process."""
    with running_nursery() as name:
        yield name


@pytest.fixture
def born_ready(nursery: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes of this test begin where importing has ended."""
    monkeypatch.setenv(ADDRESS, nursery)
