from __future__ import annotations

import json
from typing import Any

import pytest

from services.catalogue import Catalogue, embedded_catalogue
from services.catalogue.model import BadCatalogue
from services.language import Language


def payload() -> Any:
    return json.loads(json.dumps(embedded_catalogue().to_payload()))


def test_a_catalogue_survives_its_way_as_json() -> None:
    assert Catalogue.from_payload(payload()) == embedded_catalogue()


@pytest.mark.parametrize(
    "path", [("version",), ("as_of",), ("prisons", 0, "code"), ("prisons", 0, "sessions", 0, "start"), ("holidays", 0)]
)
@pytest.mark.parametrize("value", [None, "S3cret", {"S3cret": 1}])
def test_what_is_no_catalogue_is_refused_without_repeating_it(path: tuple[str | int, ...], value: object) -> None:
    changed = payload()
    *steps, last = path
    target = changed
    for step in steps:
        target = target[step]
    target[last] = value

    with pytest.raises(BadCatalogue) as caught:
        Catalogue.from_payload(changed)

    assert str(path[0]) in str(caught.value)
    assert "S3cret" not in str(caught.value)


@pytest.mark.parametrize(
    "changed",
    [
        {"sessions": [{"weekday": 0, "start": "11:00:00", "end": "09:30:00"}]},
        {"sessions": [{"weekday": 0, "start": "11:00:00", "end": "11:00:00"}]},
        {"anomalous": {"2026-12-02": [{"start": "11:00:00", "end": "09:30:00"}]}},
        {"anomalous": {"2026-12-02": []}, "unbookable": ["2026-12-01", "2026-12-02"]},
    ],
)
def test_a_timetable_that_contradicts_itself_is_refused(changed: dict[str, object]) -> None:
    given = payload()
    given["prisons"][0] |= {"anomalous": {}, "unbookable": [], **changed}

    with pytest.raises(BadCatalogue, match=r"prisons\.0"):
        Catalogue.from_payload(given)


@pytest.mark.parametrize("value", [None, [], "x", {}, 1])
def test_anything_else_is_no_catalogue(value: object) -> None:
    with pytest.raises(BadCatalogue):
        Catalogue.from_payload(value)


def test_every_prison_of_the_snapshot_can_be_visited_and_written_to() -> None:
    catalogue = embedded_catalogue()

    assert len({prison.code for prison in catalogue.prisons}) == len(catalogue.prisons) > 10
    for prison in catalogue.prisons:
        assert prison.sessions
        assert all(session.start < session.end for session in prison.sessions)
        assert all(span.start < span.end for spans in prison.anomalous.values() for span in spans)
        assert not set(prison.unbookable) & set(prison.anomalous)
        assert all(prison.name(language) and prison.address(language) for language in Language)


def test_every_fact_of_the_snapshot_has_a_source_and_a_day() -> None:
    catalogue = embedded_catalogue()

    assert catalogue.sources
    assert all(source.name for source in catalogue.sources)
    assert catalogue.holidays == tuple(sorted(catalogue.holidays))
    assert catalogue.holidays[-1] <= catalogue.holidays_until


def test_prisons_in_wales_have_their_welsh_names() -> None:
    prison = embedded_catalogue().prison("CFI")

    assert prison is not None
    assert (prison.name(Language.ENGLISH), prison.name(Language.WELSH)) == ("HMP Cardiff", "Carchar Caerdydd")
    assert embedded_catalogue().prison("XXX") is None
