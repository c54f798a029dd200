"""The file of the catalogue comes and goes between passes with a real centre, and nothing is the worse for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk_app.main.parts import Parts
from kiosk_app.ports.centre import PassReport
from kiosk_app.ports.device import DocumentKind, KeptDocument
from services.forms.check import check_answers
from services.language import Language
from sync.envelope import SignedDocument
from tests.support import ONCE_MORE, visit_answers


@pytest.fixture
def cache(kiosk_parts: Parts) -> Path:
    return kiosk_parts.home.folder / "catalogue-cache"


@pytest.fixture
def fetched(kiosk_parts: Parts, cache: Path) -> KeptDocument:
    """The catalogue as the centre gave it."""
    kiosk_parts.engine.sync_once()
    kept = kiosk_parts.store.device.document(DocumentKind.CATALOGUE)
    assert kept is not None
    assert cache.read_bytes() == kept.wire
    return kept


def submit_and_send(parts: Parts) -> PassReport:
    service, context = parts.services["prison-visit"], parts.catalogues.context()
    checked = check_answers(service, visit_answers(context), context)
    fields = service.receipt_fields(checked.answers, context)
    parts.submitting.submit(service, checked, fields, Language.ENGLISH, confirmed=ONCE_MORE)
    return parts.engine.sync_once()


def test_a_catalogue_deleted_between_passes_is_fetched_again_and_sending_goes_on(
    kiosk_parts: Parts, cache: Path, fetched: KeptDocument
) -> None:
    for _ in range(3):
        cache.unlink()
        assert kiosk_parts.store.device.document(DocumentKind.CATALOGUE) is None
        assert kiosk_parts.catalogues.current().received is None

        report = submit_and_send(kiosk_parts)

        kept = kiosk_parts.store.device.document(DocumentKind.CATALOGUE)
        assert (report.connected, report.acknowledged, report.all_sent) == (True, 1, True)
        assert kept is not None
        assert (kept.version, kept.wire) == (fetched.version, fetched.wire)


def test_a_catalogue_cut_short_or_altered_is_fetched_again(kiosk_parts: Parts, cache: Path, fetched: KeptDocument) -> None:
    steps = range(0, len(fetched.wire), len(fetched.wire) // 10)
    spoilt = [fetched.wire[:step] for step in steps]
    spoilt += [fetched.wire[:step] + bytes([fetched.wire[step] ^ 1]) + fetched.wire[step + 1 :] for step in steps]

    for number, content in enumerate(spoilt):
        cache.write_bytes(content)
        assert kiosk_parts.store.device.document(DocumentKind.CATALOGUE) is None
        if number % 5 == 0:
            assert kiosk_parts.engine.sync_once().connected
            assert cache.read_bytes() == fetched.wire


def test_a_catalogue_older_than_the_one_remembered_is_not_taken_from_the_centre(
    kiosk_parts: Parts, cache: Path, fetched: KeptDocument
) -> None:
    newer = replace(fetched, version=fetched.version + 1, wire=b"a newer one")
    kiosk_parts.store.device.keep_document(DocumentKind.CATALOGUE, newer)
    cache.unlink()

    report = kiosk_parts.engine.sync_once()

    assert (report.connected, report.reason) == (True, "")
    assert kiosk_parts.store.device.document(DocumentKind.CATALOGUE) is None
    assert not cache.exists()


def test_where_the_catalogue_cannot_be_written_sending_goes_on_and_the_next_pass_tries_again(
    kiosk_parts: Parts, cache: Path, fetched: KeptDocument
) -> None:
    in_the_way = cache.with_name("catalogue-cache.new")
    in_the_way.mkdir()
    cache.unlink()

    refused = submit_and_send(kiosk_parts)
    in_the_way.rmdir()
    kept = submit_and_send(kiosk_parts)

    assert [(report.connected, report.acknowledged, report.all_sent) for report in (refused, kept)] == [(True, 1, True)] * 2
    assert cache.read_bytes() == fetched.wire


def test_everything_sent_is_kept_with_the_centre_s_own_words(kiosk_parts: Parts) -> None:
    report = submit_and_send(kiosk_parts)

    kept = kiosk_parts.store.device.contact().statement
    assert report.all_sent
    assert kept is not None
    assert kiosk_parts.store.outbox.head().digest.hex().encode() in SignedDocument.from_bytes(kept.wire).payload
