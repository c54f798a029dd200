"""What is counted and timed, as Prometheus reads it.

Labels are results, states, reasons and routes: never a person, a reference, a device. Counters are this process's own, from its
start; what waits is asked of the database when somebody looks, so it is the same from every process.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from central_api.db import UNAVAILABLE, Database
from central_api.models import Alarm, Case, StoredEnvelope
from central_api.states import CaseState, EnvelopeState

_OPEN_ENVELOPES = (EnvelopeState.RECEIVED, EnvelopeState.PROCESSING, EnvelopeState.PARKED)
_OPEN_CASES = (CaseState.REQUESTED, CaseState.WAITING, CaseState.WITH_STAFF, CaseState.WITH_PERSON, CaseState.PARKED)
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """The counters of one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._envelopes = Counter("centre_envelopes", "Envelopes taken in or refused", ["result"], registry=self.registry)
        self._attachments = Counter("centre_attachments", "Answers about attachments", ["result"], registry=self.registry)
        self._opened = Counter("centre_opened", "Envelopes that became cases", registry=self.registry)
        self._decisions = Counter("centre_decisions", "Decisions on cases", ["state"], registry=self.registry)
        self._parked = Counter("centre_parked", "Envelopes and cases parked", ["reason"], registry=self.registry)
        self._requests = Histogram(
            "centre_request_seconds", "Time to answer", ["method", "route", "status"], buckets=_BUCKETS, registry=self.registry
        )

    def took_in(self, results: Mapping[str, int]) -> None:
        """A batch was answered; how many envelopes with each result."""
        for result, many in results.items():
            self._envelopes.labels(result).inc(many)

    def took_attachment(self, result: str) -> None:
        """A piece of an attachment was answered, with this result."""
        self._attachments.labels(result).inc()

    def opened(self, parked: str) -> None:
        """An envelope was opened; `parked` is the reason, or empty."""
        if parked:
            self._parked.labels(parked).inc()
        else:
            self._opened.inc()

    def decided(self, state: str) -> None:
        """A case was decided."""
        self._decisions.labels(state).inc()

    def parked(self, reason: str) -> None:
        """Something was left to staff, for this reason."""
        self._parked.labels(reason).inc()

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request was answered."""
        self._requests.labels(method, route, str(status)).observe(seconds)

    def watch(self, database: Database) -> None:
        """Show what waits in a database, too."""
        self.registry.register(_Waiting(database))

    def text(self) -> bytes:
        """Everything, in Prometheus's own text."""
        return generate_latest(self.registry)


class _Waiting(Collector):
    """What waits, and what somebody must look into."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Names only: registering must not ask the database."""
        yield from _families().values()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """As it is now; without a database nothing but that there is none."""
        families = _families()
        up = families.pop("up")
        try:
            with self._database.read() as session:
                _count(session, families)
        except UNAVAILABLE:
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        yield up
        yield from families.values()


def _families() -> dict[str, GaugeMetricFamily]:
    return {
        "up": GaugeMetricFamily("centre_database_up", "Whether the database answers"),
        "envelopes": GaugeMetricFamily("centre_envelopes_waiting", "Envelopes that are no cases yet", labels=["state"]),
        "cases": GaugeMetricFamily("centre_cases_waiting", "Cases that are not decided", labels=["state"]),
        "alarms": GaugeMetricFamily("centre_alarms", "Alarms raised so far", labels=["code"]),
    }


def _count(session: Session, families: Mapping[str, GaugeMetricFamily]) -> None:
    envelopes = select(StoredEnvelope.state, func.count()).where(StoredEnvelope.state.in_(_OPEN_ENVELOPES))
    cases = select(Case.state, func.count()).where(Case.state.in_(_OPEN_CASES))
    alarms = select(Alarm.code, func.count()).group_by(Alarm.code)
    found = {row[0]: row[1] for row in session.execute(envelopes.group_by(StoredEnvelope.state))}
    for state in _OPEN_ENVELOPES:
        families["envelopes"].add_metric([state.value], found.get(state, 0))
    found = {row[0]: row[1] for row in session.execute(cases.group_by(Case.state))}
    for case_state in _OPEN_CASES:
        families["cases"].add_metric([case_state.value], found.get(case_state, 0))
    for code, many in session.execute(alarms):
        families["alarms"].add_metric([code], many)
