"""Where the centre is put together: the HTTP application, and the worker beside it."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date, timedelta
from importlib.metadata import version
from typing import Final

from fastapi import Depends, FastAPI

from central_api.api.attachments import AttachmentRoutes
from central_api.api.contract import ContractedApi
from central_api.api.devices import DeviceRoutes
from central_api.api.errors import add_error_handlers
from central_api.api.gate import Gate
from central_api.api.holds import HoldRoutes
from central_api.api.limits import BodyLimit, FaultGuard, only_json
from central_api.api.measures import MeasureRoutes
from central_api.api.naming import NamedRequests
from central_api.api.public import public_router
from central_api.api.staff import StaffRoutes
from central_api.api.staff_gate import StaffGate
from central_api.attaching import Attaching, Patience
from central_api.attachments import AttachmentIntake
from central_api.backlog import Backlog
from central_api.checkpoints import UNWATCHED, Checkpoints
from central_api.clock import Clock, utc_now
from central_api.db import Database
from central_api.deciding import Decider
from central_api.decisions import DecisionStep
from central_api.decisions.cancelling import VisitCancellations
from central_api.decisions.changing import VisitChanges
from central_api.decisions.claim_kinds import MONEY, POSSESSION
from central_api.decisions.claim_reading import ClaimReader
from central_api.decisions.claims import ClaimDecisions
from central_api.decisions.fee_payments import FeePayments
from central_api.decisions.payments import Payments
from central_api.decisions.places import Places
from central_api.decisions.second_fact import Citations
from central_api.decisions.visits import VisitDecisions
from central_api.devices import Doorkeeper
from central_api.enrolment import Enrolments
from central_api.examining import Examiner
from central_api.holding import Holding
from central_api.intake import Intake
from central_api.keys import PrivateKeys
from central_api.kiosk_operators import KioskOperators
from central_api.measured import MeasureIntake
from central_api.metrics import Metrics
from central_api.migrations import schema_revision
from central_api.opening import Opener
from central_api.operation import RequestTimes, operation_routes
from central_api.outcomes import Outcomes
from central_api.payments import PaymentLedger
from central_api.published import Publications
from central_api.rate_limits import RateLimits
from central_api.readiness import Readiness
from central_api.settings import ANY_PRISON, CapacityRule, Settings
from central_api.staff.accounts import StaffAccounts
from central_api.staff.claims import StaffClaims
from central_api.staff.desk import StaffDesk
from central_api.staff.fee_payments import StaffFeePayments
from central_api.staff.reading import CaseReader
from central_api.staff.rulings import Rulings
from central_api.staff.steps import StaffStep
from central_api.staff.takings import Takings
from central_api.staff.visits import Rooms, StaffCancellations, StaffChanges, StaffRequests
from central_api.staff.wording import Wording
from central_api.status import StatusLookups
from central_api.waiting import Waiting
from central_api.worker import Worker
from services.fee_payment.choices import SERVICE_KEY as FEE_PAYMENT
from services.forms.registry import installed
from services.forms.service import Service
from services.visits.amendments import CANCELLATION, CHANGE, REQUEST

_log = logging.getLogger(__name__)
_BOUNDLESS: Final = 2**31 - 1  # places


def create_app(
    settings: Settings,
    database: Database,
    keys: PrivateKeys,
    clock: Clock = utc_now,
    *,
    checkpoints: Checkpoints = UNWATCHED,
    metrics: Metrics | None = None,
) -> FastAPI:
    """The HTTP application of a data folder that was set up and migrated.

    Raises:
        NotSetUp: no key list was published.
        NoSigningKey: no private half of its signing keys is here.
    """
    limits = settings.limits
    metrics = metrics or Metrics()
    metrics.watch(database)
    publications = Publications(database, clock)
    signer = keys.signer(publications.key_list().key_list)
    rates = RateLimits(limits)
    gate = Gate(Doorkeeper(database, clock, timedelta(seconds=limits.request_window_seconds), rates))
    places = Places(settings.capacity, publications.catalogue)
    holding = Holding(database, clock, places, settings.holding, limits, staff_rules=settings.staff_decides)
    holds = HoldRoutes(gate=gate, holding=holding, signer=signer, clock=clock)
    devices = DeviceRoutes(
        gate=gate,
        database=database,
        intake=Intake(database, clock, limits, metrics, checkpoints),
        outcomes=Outcomes(database),
        lookups=StatusLookups(database, clock, limits),
        publications=publications,
        operators=KioskOperators(database, clock),
        signer=signer,
        clock=clock,
        rates=rates,
        outcomes_per_page=limits.outcomes_per_page,
    )
    attachments = AttachmentRoutes(
        gate=gate,
        intake=AttachmentIntake(database, clock, limits, metrics, checkpoints),
        signer=signer,
        clock=clock,
        rates=rates,
        most_chunks=limits.batch_envelopes,
    )
    app = ContractedApi(
        title="Justice Kiosk intake",
        version=version("justice-kiosk"),
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(only_json)],
    )
    app.include_router(
        public_router(
            enrolments(settings, database, clock), publications, signer, clock, rates=rates, schema=schema_revision(database)
        )
    )
    app.include_router(devices.router)
    app.include_router(holds.router)
    app.include_router(attachments.router)
    app.include_router(MeasureRoutes(gate=gate, intake=MeasureIntake(database, clock), signer=signer, clock=clock).router)
    desk = staff_desk(settings, database, clock, metrics=metrics)
    app.include_router(StaffRoutes(gate=StaffGate(StaffAccounts(database, clock), rates), desk=desk).router)
    app.router.routes.extend(operation_routes(Readiness(database, publications, keys, signer), metrics))
    add_error_handlers(app, signer, clock)
    app.add_middleware(BodyLimit, max_bytes=limits.body_bytes)
    app.add_middleware(FaultGuard)
    app.add_middleware(RequestTimes, metrics=metrics)
    app.add_middleware(NamedRequests)
    return app


def create_worker(
    settings: Settings,
    database: Database,
    keys: PrivateKeys,
    *,
    clock: Clock = utc_now,
    services: Mapping[str, Service] | None = None,
    steps: Mapping[str, DecisionStep] | None = None,
    payments: Payments | None = None,
    checkpoints: Checkpoints = UNWATCHED,
    metrics: Metrics | None = None,
) -> Worker:
    """The worker of a data folder, for the installed services and the centre's own decision steps unless others are given.

    What was paid is what this centre has written down, unless `payments` says otherwise.
    """
    publications = Publications(database, clock)
    services = _sound_services() if services is None else services
    readers = _claims(settings, publications, payments or PaymentLedger())
    steps = own_steps(settings, publications, readers) if steps is None else steps
    attempts = settings.worker.attempts
    examiner = Examiner(keys.sealing, services, publications.catalogue, signed_later=[key for key in steps if key in readers])
    metrics = metrics or Metrics()
    opener = Opener(database, examiner, clock, attempts, metrics=metrics, checkpoints=checkpoints)
    waiting = Waiting(database, clock, timedelta(days=settings.worker.cited_days), metrics)
    decider = Decider(database, steps, clock, attempts, metrics=metrics, checkpoints=checkpoints)
    patience = Patience(timedelta(days=settings.worker.attachment_days), timedelta(days=settings.worker.unfinished_days))
    attaching = Attaching(database, clock, patience, metrics, checkpoints)
    return Worker(Backlog(database), opener, decider, waiting, attaching)


def own_steps(settings: Settings, publications: Publications, claims: Mapping[str, ClaimReader]) -> Mapping[str, DecisionStep]:
    """What this centre decides by itself: visit requests, their cancellation and their change, claims, and payments."""
    places = Places(settings.capacity, publications.catalogue)
    citations = Citations(settings.limits.wrong_facts_per_reference)
    return {
        REQUEST: VisitDecisions(places, settings.staff_decides),
        CANCELLATION: VisitCancellations(places, citations),
        CHANGE: VisitChanges(places, citations, settings.staff_decides),
        **{key: ClaimDecisions(reader, settings.staff_decides) for key, reader in claims.items()},
        FEE_PAYMENT: FeePayments(PaymentLedger()),
    }


def _claims(settings: Settings, publications: Publications, payments: Payments) -> Mapping[str, ClaimReader]:
    """How claims are read, by the key of their service."""
    closed = settings.court_closed_days
    return {kind.service.key: ClaimReader(kind, publications.catalogue, payments, closed) for kind in (MONEY, POSSESSION)}


def staff_desk(
    settings: Settings,
    database: Database,
    clock: Clock = utc_now,
    *,
    services: Mapping[str, Service] | None = None,
    payments: Payments | None = None,
    metrics: Metrics | None = None,
) -> StaffDesk:
    """What staff can do: the same over HTTP and at the command line."""
    publications = Publications(database, clock)
    boundless = CapacityRule.model_validate(
        {"prison": ANY_PRISON, "places": _BOUNDLESS, "from": date.min, "source": "a supervisor"}
    )
    within, beyond = (Places(rules, publications.catalogue) for rules in (settings.capacity, (boundless,)))
    rooms = Rooms(within, beyond)
    steps: dict[str, StaffStep] = {
        REQUEST: StaffRequests(rooms),
        CANCELLATION: StaffCancellations(rooms),
        CHANGE: StaffChanges(rooms),
        **{key: StaffClaims(reader) for key, reader in _claims(settings, publications, payments or PaymentLedger()).items()},
        FEE_PAYMENT: StaffFeePayments(FeePayments(PaymentLedger())),
    }
    wording = Wording(_sound_services() if services is None else services, publications.catalogue)
    rulings = Rulings(database, steps, clock, metrics or Metrics())
    return StaffDesk(database, CaseReader(database, wording, clock), rulings, Takings(database, PaymentLedger(), clock))


def enrolments(settings: Settings, database: Database, clock: Clock = utc_now) -> Enrolments:
    """Enrolment with the settings' lifetime of codes."""
    return Enrolments(database, clock, timedelta(hours=settings.limits.enrolment_code_hours))


def _sound_services() -> Mapping[str, Service]:
    """The installed services; those that are broken are left out and named in the log."""
    found = installed()
    for fault in found.faults:
        _log.warning(
            "service left out entry=%s distribution=%s code=%s error=%s",
            fault.entry,
            fault.distribution or "-",
            fault.code.value,
            fault.error or "-",
        )
    return found.services
