"""Guidance in a published catalogue: only what every kiosk can show, kept from version to version, given to kiosks as it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from central_api.cli import main
from central_api.data_folder import opened
from central_api.published import Publications
from services.catalogue import SNAPSHOT_VERSION, Catalogue, embedded_catalogue
from services.guidance import shipped_guidance, to_payload
from tests.central_api.conftest import NOW
from tests.services.guidance_samples import guidance, text, topic

Publish = Callable[..., tuple[int, str]]
NEXT = SNAPSHOT_VERSION + 1
CONTENT = Path(__file__).resolve().parents[2] / "services" / "guidance" / "content"


@pytest.fixture
def publish(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Publish:
    """Publishes the program's catalogue with these changes; the exit code, and what standard error said."""

    def call(*options: str, version: int = NEXT, **changes: Any) -> tuple[int, str]:
        file = tmp_path / "catalogue.json"
        file.write_text(json.dumps(embedded_catalogue().to_payload() | {"version": version} | changes), "utf-8")
        capsys.readouterr()
        exit_code = main(["catalogue", "publish", "--data", str(data), "--from", str(file), *options])
        return exit_code, capsys.readouterr().err

    return call


def given(data: Path) -> dict[str, Any]:
    """The catalogue that a kiosk is given now."""
    with opened(data) as centre:
        payload = Publications(centre.database, lambda: NOW).catalogue_payload(after=0)
    assert payload is not None
    found = payload["catalogue"]
    assert isinstance(found, dict)
    return found


def test_guidance_is_given_to_kiosks_as_it_was_published(publish: Publish, data: Path) -> None:
    sent = guidance(as_of="2026-11-01", topics=[topic(as_of="2026-11-01")])

    assert publish(guidance=sent) == (0, "")

    assert given(data)["guidance"] == sent


def test_content_files_are_published_with_a_catalogue(publish: Publish, data: Path) -> None:
    assert publish("--guidance", str(CONTENT)) == (0, "")

    assert given(data)["guidance"] == to_payload(shipped_guidance())


@pytest.mark.parametrize(
    "broken",
    [
        {"form": 2},
        [],
        "guidance",
        guidance(as_of="2999-01-01"),
        guidance(topics=[topic(address="https://evil.example/")]),
        guidance(topics=[topic(summary=text("<script>"))]),
        guidance(padding="x" * 300_000),
    ],
)
def test_guidance_that_no_kiosk_would_show_is_refused_and_nothing_is_published(
    publish: Publish, data: Path, broken: object
) -> None:
    exit_code, said = publish(guidance=broken)

    assert (exit_code, said.count("\n")) == (1, 1)
    assert said.startswith("its guidance would not be shown: ")
    assert said.endswith("; nothing was published\n")
    assert given(data)["version"] == SNAPSHOT_VERSION


def test_a_folder_that_holds_no_guidance_is_refused(publish: Publish, data: Path, tmp_path: Path) -> None:
    exit_code, said = publish("--guidance", str(tmp_path))

    assert (exit_code, said) == (1, f"{tmp_path} is no guidance: guidance.toml: it cannot be read; nothing was published\n")
    assert given(data)["version"] == SNAPSHOT_VERSION


def test_a_catalogue_without_guidance_keeps_that_of_the_version_before(publish: Publish, data: Path) -> None:
    sent = guidance(as_of="2026-11-01", topics=[topic(as_of="2026-11-01")])
    publish(guidance=sent)

    publish(version=NEXT + 1)

    assert (given(data)["version"], given(data)["guidance"]) == (NEXT + 1, sent)


def test_a_centre_that_never_had_guidance_gives_none(publish: Publish, data: Path) -> None:
    publish()

    assert "guidance" not in given(data)


def test_a_catalogue_with_guidance_is_read_where_only_the_timetables_are_wanted() -> None:
    payload = embedded_catalogue().to_payload()

    with_unknown = Catalogue.from_payload({**payload, "guidance": {"form": 99}, "of_tomorrow": [1]})

    assert with_unknown.prisons == embedded_catalogue().prisons  # a key that a program does not know costs it nothing
    assert Catalogue.from_payload(payload).guidance is None
