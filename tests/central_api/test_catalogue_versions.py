"""A centre set up with an earlier program: its catalogue of another shape breaks nothing, and is followed by this one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from central_api.data_folder import initialise, opened
from central_api.models import PublishedCatalogue
from central_api.published import Publications
from services.catalogue import SNAPSHOT_VERSION, embedded_catalogue

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
OLD_SHAPE = {"version": 1, "prisons": [{"code": "CFI", "sessions": []}]}


def clock() -> datetime:
    return NOW


def keep_only(data: Path, version: int, catalogue: dict[str, object]) -> None:
    with opened(data) as centre, centre.database.write() as session:
        session.query(PublishedCatalogue).delete()
        session.add(PublishedCatalogue(version=version, as_of=NOW.date(), issued=NOW, catalogue=catalogue))


@pytest.mark.parametrize("version", [1, 9])
def test_a_catalogue_of_another_shape_is_passed_over_for_the_program_s_own(data: Path, version: int) -> None:
    keep_only(data, version, OLD_SHAPE)

    with opened(data) as centre, centre.database.read() as session:
        publications = Publications(centre.database, clock)

        assert publications.catalogue(session) == embedded_catalogue()
        assert publications.catalogue(session) is publications.catalogue(session)


def test_setting_up_again_after_an_update_adds_the_program_s_catalogue(data: Path) -> None:
    keep_only(data, 1, OLD_SHAPE)

    again = initialise(data, clock)

    with opened(data) as centre:
        newest = Publications(centre.database, clock).catalogue_payload(after=1)
    assert not again
    assert newest is not None
    assert newest["version"] == SNAPSHOT_VERSION


def test_setting_up_again_leaves_a_newer_catalogue_alone(data: Path) -> None:
    newer = replace(embedded_catalogue(), version=SNAPSHOT_VERSION + 3)
    with opened(data) as centre:
        Publications(centre.database, clock).publish_catalogue(newer)

    initialise(data, clock)

    with opened(data) as centre, centre.database.read() as session:
        assert Publications(centre.database, clock).catalogue(session) == newer
