"""The real kiosk and the real centre of the outbox machine, in this process, on files; each can be cut off at any point."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from uuid import UUID

import httpx
from sqlalchemy import select
from sqlalchemy.orm import Session

from central_api.app import create_app, create_worker, enrolments
from central_api.data_folder import initialise
from central_api.db import Database
from central_api.keys import KEY_FOLDER, ROOT_FILE, PrivateKeys
from central_api.models import Device
from central_api.parked import take_up_again
from central_api.published import Publications
from central_api.rotation import Renewal, rotate
from central_api.settings import FILE_NAME, load_settings
from central_api.states import DeviceStanding, Parked
from kiosk_app.config import Home
from kiosk_app.errors import NoNetwork
from kiosk_app.main.parts import Parts
from services.common.civil import local
from services.forms.check import check_answers
from services.language import Language
from services.visits.slots import slots_on_offer
from sync.backoff import Backoff
from sync.envelope import SealingPrivateKey
from sync.http import LOST, Answer
from tests.faults.outbox_line import Line, LineHttp, Request
from tests.support import ONCE_MORE, PRISON, visit_answers

URL = "http://127.0.0.1:1"  # nobody is asked there: the line carries every request
NAME = "CFI-2"
START = datetime(2026, 11, 23, 10, tzinfo=UTC)
UNLIMITED = """[limits]
requests_per_device = 1_000_000
envelopes_per_device = 1_000_000
enrolments_per_address = 1_000_000
"""  # counted by the computer's own clock
_A_LOOK = timedelta(milliseconds=1)


class Cut(BaseException):
    """The power went at this point. No handler of a fault gets hold of it."""


class CutAt:
    """Cuts off whoever passes `point`, once."""

    def __init__(self) -> None:
        self.point: StrEnum | None = None

    def reached(self, point: StrEnum) -> None:
        if point is self.point:
            self.point = None
            raise Cut(point)


class Time:
    """The true time, which a test can let pass, and the kiosk's clock, which may be wrong.

    It is not the computer's: whoever looks at it finds a thousandth of a second gone, so that what a step does depends on the
    steps before it and on nothing else.
    """

    def __init__(self, passed: timedelta = timedelta()) -> None:
        self.passed = passed
        self.wrong_by = timedelta()

    def true(self) -> datetime:
        self.passed += _A_LOOK
        return START + self.passed

    def seconds(self) -> float:
        return (self.true() - START).total_seconds()

    def now(self) -> datetime:
        return self.true() + self.wrong_by

    def today(self) -> date:
        return local(self.now()).date()

    def put_wrong(self, by: timedelta) -> None:
        self.wrong_by = by


class CentreSide:
    """A centre on a prepared data folder. What a listener cuts off is made anew on the same files."""

    def __init__(self, data: Path, time: Time) -> None:
        self.data = data
        self.cut = CutAt()
        self._time = time
        self._settings = load_settings(data)
        self._runner = asyncio.Runner()
        self._open()

    def restart(self) -> None:
        self.database.close()
        self._open()

    def _open(self) -> None:
        self.cut.point = None
        self.database = Database(self._settings.database_url)
        keys = PrivateKeys.load(self.data)
        clock = self._time.true
        self._app = create_app(self._settings, self.database, keys, clock, checkpoints=self.cut)
        self._worker = create_worker(self._settings, self.database, keys, clock=clock, checkpoints=self.cut)

    def close(self) -> None:
        self.database.close()
        self._runner.close()

    def ask(self, request: Request) -> Answer:
        return self._runner.run(self._ask(request))

    async def _ask(self, request: Request) -> Answer:
        url = f"{URL}{request.path}" + (f"?{request.query}" if request.query else "")
        sent = {"Content-Type": "application/json"} if request.body else {}
        async with httpx.AsyncClient(transport=httpx.ASGITransport(self._app)) as client:
            answer = await client.request(request.method, url, content=request.body, headers=sent | request.headers)
        return Answer(answer.status_code, answer.content, date=self._time.true().replace(microsecond=0))

    def work(self) -> int:
        return self._worker.run_once()

    def read(self) -> AbstractContextManager[Session]:
        return self.database.read()

    def code(self) -> str:
        root_key = Publications(self.database, self._time.true).key_list().root_key
        return enrolments(self._settings, self.database, self._time.true).issue_code(root_key, NAME).to_text()

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Whatever comes is too large, signed, until the centre is started again as it was."""
        usual = self._settings
        limits = usual.limits.model_copy(update={"envelope_bytes": 1})
        self._settings = usual.model_copy(update={"limits": limits})
        self.restart()
        yield
        self._settings = usual
        self.restart()

    def rotate(self, renewal: Renewal) -> None:
        rotate(self.data, self.data / ROOT_FILE, Publications(self.database, self._time.true), self._time.true, renewal)

    def revoke(self, device: UUID) -> None:
        enrolments(self._settings, self.database, self._time.true).revoke(device)

    def is_revoked(self, device: UUID) -> bool:
        with self.read() as session:
            return session.scalars(select(Device.state).where(Device.id == device)).one() == DeviceStanding.REVOKED

    def lose_sealing_key(self) -> None:
        """The newest key that kiosks seal to is not in the data folder any more, and the centre was started again."""
        newest = Publications(self.database, self._time.true).key_list().key_list.newest_sealing().key_id
        for file in (self.data / KEY_FOLDER).glob("sealing-*.key"):
            if SealingPrivateKey.from_bytes(file.read_bytes()).key_id == newest:
                file.rename(self.data / file.name)
        self.restart()

    def bring_keys_back(self) -> None:
        for file in self.data.glob("sealing-*.key"):
            file.rename(self.data / KEY_FOLDER / file.name)

    def take_up(self, *reasons: Parked) -> None:
        for reason in reasons:
            take_up_again(self.database, reason)


class KioskSide:
    """A kiosk on its folder, as its processes make it from their parts. Cut off, it is thrown away and made anew."""

    def __init__(self, folder: Path, line: Line, time: Time) -> None:
        self.cut = CutAt()
        self._home = Home(folder)
        self._line = line
        self._time = time
        self._open()

    def _open(self) -> None:
        self._home.make()
        self.cut.point = None
        self.parts = Parts(self._home, {}, self.cut)
        self.parts.clock = self._time  # type: ignore[assignment]  # a clock is a port
        self.parts.steady = self._time.seconds
        self.parts.backoff = Backoff(random=lambda: self._time.seconds() * 997 % 1)
        self.parts._open_http = lambda url: LineHttp(self._line)  # type: ignore[method-assign]  # noqa: ARG005 - its name is given
        self.parts.prepare()
        self.store = self.parts.store

    def reopen(self) -> None:
        """As after a power cut: nothing is settled, the next agent takes over."""
        self.store.close()
        self._open()
        self.store.outbox.release_leases()

    def close(self) -> None:
        self.store.close()

    def while_stopped(self, do: Callable[[Parts], object]) -> None:
        """Do something that needs the kiosk to be stopped, and start it again."""
        self.store.close()
        try:
            do(self.parts)
        finally:
            self._open()
            self.store.outbox.release_leases()

    def submit(self, which: int) -> str:
        """What a person is told, who asks for the `which`-th visit on offer: a reference."""
        context = self.parts.catalogues.context()
        prison = context.catalogue.prison(PRISON)
        assert prison is not None
        slots = slots_on_offer(prison, context.today, context.catalogue)
        answers = {**visit_answers(context), "slots": [slots[which % len(slots)].value]}
        visit = self.parts.services["prison-visit"]
        checked = check_answers(visit, answers, context)
        fields = visit.receipt_fields(checked.answers, context)
        return self.parts.submitting.submit(visit, checked, fields, Language.ENGLISH, confirmed=ONCE_MORE).reference

    @property
    def device(self) -> UUID:
        enrolment = self.store.device.enrolment()
        assert enrolment is not None
        return enrolment.device_id


class Sides:
    """A kiosk and a centre, the line between them, and the time."""

    def __init__(self, folder: Path) -> None:
        self.time = Time(passed=timedelta(minutes=1))
        self.centre = CentreSide(folder / "centre", self.time)
        self.line = Line(self.ask, self.time.put_wrong)
        self.kiosk = KioskSide(folder / "kiosk", self.line, self.time)

    def ask(self, request: Request) -> Answer:
        """Ask the centre, which may be cut off at it: then it comes back, and the request has got no answer."""
        try:
            return self.centre.ask(request)
        except Cut:
            self.centre.restart()
            raise NoNetwork(reason=LOST) from None

    def close(self) -> None:
        self.kiosk.close()
        self.centre.close()


def prepare(folder: Path) -> Path:
    """Make a centre and a kiosk that it knows, in this folder."""
    initialise(folder / "centre", lambda: START)
    (folder / "centre" / FILE_NAME).write_text(UNLIMITED, "utf-8")
    sides = Sides(folder)
    sides.kiosk.parts.enroller.enrol(URL, sides.centre.code(), NAME)
    sides.close()
    return folder
