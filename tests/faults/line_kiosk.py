"""A real kiosk whose line to a real centre goes through the proxy, with a clock that a test can set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from uuid import UUID

import httpx
from sqlalchemy import select

from central_api.app import create_worker, enrolments
from central_api.data_folder import opened
from central_api.models import Case, StoredEnvelope
from central_api.outcomes import newest
from central_api.published import Publications, catalogue_version
from kiosk_app.config import Home
from kiosk_app.main.parts import Parts
from kiosk_app.ports.centre import PassReport
from kiosk_app.ports.machine import NetworkSwitch
from kiosk_app.ports.submissions import Custody, Submission
from services.catalogue import embedded_catalogue
from services.common.civil import local
from services.forms.check import Checked, check_answers
from services.forms.context import Context
from services.language import Language
from sync.http import Answer, CentreHttp, Limits
from tests.faults.line_faults import LineFault
from tests.faults.proxy import Proxy
from tests.support import ONCE_MORE, visit_answers

LIMITS = Limits(answer_bytes=1_000_000)
IMPATIENT = {
    "timed-out": Limits(read_seconds=0.3, answer_bytes=1_000_000),
    "endless": Limits(total_seconds=0.5, answer_bytes=1_000_000),
}
"""For a request that is known to go wrong in this way, so that nobody waits long and no other request is hurried."""
MOST_PASSES = 12
KEYS, ENVELOPES, STATEMENTS = "/v1/keys", "/v1/envelopes", "/v1/statements"
OUTCOMES, CATALOGUE = "/v1/outcomes", "/v1/catalogue"
PATHS = (KEYS, ENVELOPES, STATEMENTS, OUTCOMES, CATALOGUE)


@dataclass
class SettableClock:
    """The real clock, wrong by `offset`; or standing still."""

    offset: timedelta = timedelta()
    frozen: datetime | None = None

    def now(self) -> datetime:
        return self.frozen or datetime.now(UTC) + self.offset

    def today(self) -> date:
        return local(self.now()).date()

    def freeze(self) -> None:
        self.frozen = self.now()


class LineHttp(CentreHttp):
    """A line with its own limits on some paths."""

    def __init__(self, url: str, switch: NetworkSwitch, by_path: Mapping[str, Limits]) -> None:
        super().__init__(url, switch, LIMITS)
        self._by_path = by_path

    def exchange(
        self, method: str, path: str, query: str = "", body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Answer:
        self._limits = self._by_path.get(path, LIMITS)
        self._client.timeout = httpx.Timeout(self._limits.read_seconds)
        return super().exchange(method, path, query, body, headers)


@dataclass
class LineKiosk:
    """The kiosk, and the centre's side of it as its database tells."""

    parts: Parts
    proxy: Proxy
    clock: SettableClock
    centre_data: Path
    impatient: dict[str, Limits] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parts.clock = self.clock  # type: ignore[assignment]  # a clock is a port
        self.parts._open_http = self.open_http  # type: ignore[method-assign]

    def open_http(self, url: str) -> CentreHttp:
        return LineHttp(url, self.parts.switch, self.impatient)

    def meet(self, path: str, fault: LineFault) -> None:
        """From now on `fault` happens on `path`."""
        if fault.code in IMPATIENT:
            self.impatient[path] = IMPATIENT[fault.code]
        self.proxy.faults[path] = fault.act

    def heal(self) -> None:
        """Nothing goes wrong any more."""
        self.impatient.clear()
        self.proxy.heal()

    def enrol(self) -> None:
        with opened(self.centre_data) as centre:
            root_key = Publications(centre.database, lambda: datetime.now(UTC)).key_list().root_key
            code = enrolments(centre.settings, centre.database).issue_code(root_key, "CFI-2").to_text()
        self.parts.enroller.enrol(self.proxy.url, code, "CFI-2")

    def submit(self, count: int = 1) -> list[UUID]:
        visit = self.parts.services["prison-visit"]
        fields = visit.receipt_fields(self._checked.answers, self._context)
        return [
            self.parts.submitting.submit(visit, self._checked, fields, Language.ENGLISH, confirmed=ONCE_MORE).id
            for _ in range(count)
        ]

    @cached_property
    def _context(self) -> Context:
        return self.parts.catalogues.context()

    @cached_property
    def _checked(self) -> Checked:
        """Answers that are good by the clock of the first time they are asked for."""
        return check_answers(self.parts.services["prison-visit"], visit_answers(self._context), self._context)

    def sync(self) -> PassReport:
        return self.parts.engine.sync_once()

    def leave_outcomes_waiting(self) -> list[UUID]:
        """Submissions that the centre has decided something about which this kiosk has not fetched."""
        made: list[UUID] = []
        while not self._outcomes_wait():  # the centre's own worker may have been quicker than the pass that sent
            made += self.submit()
            self.sync()
            with opened(self.centre_data) as centre:
                create_worker(centre.settings, centre.database, centre.keys).run_once()
        return made

    def _outcomes_wait(self) -> bool:
        enrolment = self.parts.store.device.enrolment()
        assert enrolment
        with opened(self.centre_data) as centre, centre.database.read() as session:
            return newest(session, enrolment.device_id) > self.parts.store.device.outcome_cursor()

    def publish_newer_catalogue(self) -> None:
        """The centre has a catalogue that this kiosk does not have yet."""
        with opened(self.centre_data) as centre:
            with centre.database.read() as session:
                version = catalogue_version(session)
            publications = Publications(centre.database, lambda: datetime.now(UTC))
            publications.publish_catalogue(replace(embedded_catalogue(), version=version + 1))

    def sync_when_due(self, report: PassReport) -> PassReport:
        """The next pass, at the time that the last one named."""
        if report.next_due is not None:
            self.clock.offset += max(report.next_due - self.clock.now(), timedelta())
        return self.sync()

    def drain(self, report: PassReport) -> PassReport:
        """Pass after pass, each when it is due, until everything is sent."""
        for _ in range(MOST_PASSES):
            report = self.sync_when_due(report)
            if report.all_sent:
                return report
        raise AssertionError(f"not drained: {report}")

    def submission(self, submission_id: UUID) -> Submission:
        return next(one for one in self.parts.store.submissions.recent(1000) if one.id == submission_id)

    def custodies(self) -> Counter[Custody]:
        return Counter(one.custody for one in self.parts.store.submissions.recent(1000))

    def lodged(self) -> Counter[UUID]:
        """The envelopes of this kiosk at the centre."""
        enrolment = self.parts.store.device.enrolment()
        assert enrolment
        with opened(self.centre_data) as centre, centre.database.read() as session:
            mine = StoredEnvelope.device_id == enrolment.device_id
            return Counter(session.scalars(select(StoredEnvelope.submission_id).where(mine)))

    def cases(self) -> Counter[UUID]:
        """What the centre's workers made of them."""
        lodged = self.lodged()
        with opened(self.centre_data) as centre, centre.database.read() as session:
            return Counter(session.scalars(select(Case.submission_id).where(Case.submission_id.in_(list(lodged)))))

    def assert_each_lodged_once(self, made: list[UUID]) -> None:
        """Nothing lost, nothing doubled, nothing that was not made here."""
        assert self.lodged() == Counter(made)
        assert self.custodies() == {Custody.ACKNOWLEDGED: len(made)}


@contextmanager
def line_kiosk(folder: Path, centre_url: str, centre_data: Path) -> Iterator[LineKiosk]:
    """A kiosk enrolled through a proxy in front of this centre."""
    home = Home(folder)
    home.make()
    parts = Parts(home, {})
    with Proxy(centre_url) as proxy:
        kiosk = LineKiosk(parts, proxy, SettableClock(), centre_data)
        parts.prepare()
        kiosk.enrol()
        yield kiosk
        parts.store.close()
