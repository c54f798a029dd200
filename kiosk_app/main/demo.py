"""The whole story by itself, with no display: asked for offline, kept, printed, sent, decided, looked up.

Nothing is played: the centre is a process on loopback, the agent is a process, the window is a real one that no screen shows, the
network is refused at the socket. Every step says what happened and checks it; the first check that fails ends the demo.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kiosk_app.config import Home
from kiosk_app.main.embedded_centre import embedded_centre
from kiosk_app.main.parts import STAFF_NETWORK, Parts
from kiosk_app.ports.printing import PrintState
from kiosk_app.ports.submissions import Custody
from kiosk_app.processes.supervisor import own_command, own_environment
from services.common.references import grouped, read_reference
from services.language import Language
from services.visits.slots import slots_on_offer

if TYPE_CHECKING:
    from ui.hands import Hands

SERVICE, PRISON = "prison-visit", "CFI"


def play(out: Path, language: Language) -> int:
    """Play the story, writing pictures and the receipt to `out`; the exit status."""
    from ui.hands import StepFailed

    started = time.monotonic()
    out.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="justice-kiosk-demo-"))
    try:
        with ExitStack() as stack:
            Story(folder, out, language, stack).tell()
    except StepFailed as failure:
        sys.stdout.write(f"FAILED  {failure}\n")
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.stdout.write(f"The whole story took {time.monotonic() - started:.1f} seconds. Pictures and the receipt are in {out}\n")
    return 0


class Story:
    """One telling of the story."""

    def __init__(self, folder: Path, out: Path, language: Language, stack: ExitStack) -> None:
        home = Home(folder)
        self._parts = Parts(home, {STAFF_NETWORK: "1"})
        self._out = out
        self._language = language
        self._stack = stack
        self._steps = 0
        self._pictures = 0

    def tell(self) -> None:
        """All of it, in order."""
        url = self._open_centre()
        self._switch_off(url)
        hands = self._open_window()
        self._answer_the_questions(hands)
        reference = self._save(hands)
        printed = self._take_the_receipt(hands, reference)
        self._switch_on(hands, reference)
        self._wait_for_the_answer(reference)
        self._finish(hands)
        self._look_up(printed)

    # --- the steps

    def _open_centre(self) -> str:
        url = self._stack.enter_context(embedded_centre(self._parts))
        enrolment = self._parts.store.device.enrolment()
        known = enrolment is not None and enrolment.centre_url == url
        self._check(known, f"A centre answers at {url}, and this kiosk is enrolled")
        return url

    def _switch_off(self, url: str) -> None:
        from kiosk_app.machine import refuse_sockets_while_off

        self._parts.switch.set(on=False)
        refuse_sockets_while_off(self._parts.switch)
        environment = own_environment(str(self._parts.home.folder))
        agent = self._stack.enter_context(subprocess.Popen(own_command("agent"), env=environment, stderr=subprocess.DEVNULL))  # noqa: S603 - our own
        self._stack.callback(agent.terminate)
        address = urlsplit(url)
        try:
            socket.create_connection((address.hostname or "", address.port or 0), timeout=2).close()
        except OSError:
            refused = True
        else:
            refused = False
        self._check(refused, "The network is off: a connection to the centre is refused at the socket")

    def _open_window(self) -> Hands:
        from kiosk_app.main.window import plan
        from ui.application import application, make_window
        from ui.hands import Hands

        application()
        window = make_window(plan(self._parts, self._language, fullscreen=False), on_session_end=lambda _how: None)
        window.start()
        hands = Hands(window, self._picture)
        hands.find(f"tile:{SERVICE}")
        hands.until(lambda: window.session.line is not None, "the status line")
        self._check(self._waiting() == 0, "The kiosk shows its start screen; nothing waits to be sent")
        hands.look("start")
        return hands

    def _answer_the_questions(self, hands: Hands) -> None:
        hands.press(f"tile:{SERVICE}")
        hands.pick("options:prison", PRISON)
        hands.look("prison")
        hands.press("continue")
        self._fill(hands, {"prisoner.first_name": "David", "prisoner.last_name": "Thomas"})
        self._fill(hands, _date("prisoner.date_of_birth", "27 3 1985"))
        self._fill(hands, {"prisoner.number": "A1234B"}, stay=True)
        hands.until(lambda: hands.is_there("error-summary"), "an error summary")
        hands.look("error")
        hands.find("field:prisoner.number").setFocus()
        hands.type("field:prisoner.number", "C")
        hands.press("continue")
        hands.until(lambda: hands.is_there("field:visitors.0.first_name"), "the next question")
        self._done("A prison number that is too short was refused in words, and could be mended")
        self._fill(hands, {"visitors.0.first_name": "Siân", "visitors.0.last_name": "Thomas"})
        self._fill(hands, _date("visitors.0.date_of_birth", "14 2 1988"))
        hands.press("add")
        born = self._parts.clock.today() - timedelta(days=6 * 366)
        child = f"{born.day} {born.month} {born.year}"
        self._fill(hands, {"visitors.1.first_name": "Megan", "visitors.1.last_name": "Thomas"})
        self._fill(hands, _date("visitors.1.date_of_birth", child))
        hands.find("add")
        hands.look("visitors")
        hands.press("continue")
        self._choose_times(hands)
        hands.press("option:yes")
        hands.press("continue")
        self._fill(hands, {"support.details": "Step-free way in"})
        hands.press("option:text")
        hands.press("continue")
        self._fill(hands, {"contact.phone": "07700 900 982"})
        hands.press(f"option:{self._language.value}")
        hands.press("continue")
        hands.arrive("check")
        hands.look("check")

    def _choose_times(self, hands: Hands) -> None:
        context = self._parts.catalogues.context()
        prison = context.catalogue.prison(PRISON)
        slots = slots_on_offer(prison, context.today, context.catalogue) if prison else ()
        for slot in slots[1], slots[0]:
            hands.press(f"day:{slot.day.isoformat()}")
            hands.press(f"time:{slot.value}")
        hands.look("times")
        hands.press("continue")

    def _save(self, hands: Hands) -> str:
        hands.press("continue")
        hands.arrive("confirmation")
        (kept,) = self._parts.store.submissions.recent(2)
        self._check(kept.custody is Custody.HELD, f"Saved on this kiosk, not sent: {grouped(kept.reference)}")
        hands.look("saved")
        return kept.reference

    def _take_the_receipt(self, hands: Hands, reference: str) -> str:
        ledger = self._parts.store.prints
        hands.until(lambda: ledger.jobs()[0].state is PrintState.PRINTED, "the receipt")
        (page,) = self._parts.home.printer_folder(self._parts.settings).glob("*.pdf")
        receipt = self._out / "receipt.pdf"
        shutil.copyfile(page, receipt)
        read = _read_qr(receipt)
        self._check(read_reference(read) == reference, "The receipt was printed; its QR code says the reference and nothing else")
        keeping = hands.window.session.keeping
        hands.until(lambda: keeping is not None and keeping.printing is PrintState.PRINTED, "the window to notice")
        hands.look("printed")
        return read

    def _switch_on(self, hands: Hands, reference: str) -> None:
        self._check(self._waiting() == 1, "The network was off all the time: one request waits")
        hands.chord("A")
        hands.find("switch-network")
        hands.look("staff-corner")
        hands.press("switch-network")
        hands.until(self._parts.switch.is_on, "the network switch")
        find, contact = self._parts.receipts.find, self._parts.store.device.contact
        hands.until(lambda: find(reference).custody is Custody.ACKNOWLEDGED, "the centre's signed result")
        hands.until(lambda: contact().all_sent is not None, "the centre's signed statement")
        self._check(self._waiting() == 0, "The network is on: the centre has the request, by its signed result")

    def _wait_for_the_answer(self, reference: str) -> None:
        deadline = time.monotonic() + 60
        while self._parts.statuses.status(reference).outcome_state in {"", "requested"} and time.monotonic() < deadline:
            time.sleep(0.1)
        state = self._parts.statuses.status(reference).outcome_state
        self._check(state == "booked", f"The centre decided: {state}")

    def _finish(self, hands: Hands) -> None:
        hands.press("continue")
        hands.arrive("confirmation")
        keeping = hands.window.session.keeping
        hands.until(lambda: keeping is not None and keeping.custody is Custody.ACKNOWLEDGED, "the window to notice")
        hands.look("sent")
        hands.press("finish")
        hands.until(lambda: not hands.window.isVisible(), "the end of the session")

    def _look_up(self, printed: str) -> None:
        hands = self._open_window()
        hands.press("reference")
        hands.type("field:reference", printed)
        hands.press("continue")
        hands.arrive("status")
        hands.look("status")
        seen = hands.window.session.status
        booked = seen is not None and seen.outcome_state == "booked"
        self._check(booked, f"Another session looked up {printed}, as read from the paper, and saw the answer")

    # --- small things

    def _fill(self, hands: Hands, answers: dict[str, str], *, stay: bool = False) -> None:
        for path, text in answers.items():
            hands.type(f"field:{path}", text)
        hands.press("continue")
        if not stay:
            first = next(iter(answers))
            hands.until(lambda: not hands.is_there(f"field:{first}"), "the next question")

    def _waiting(self) -> int:
        return self._parts.store.submissions.counts().waiting

    def _check(self, condition: bool, what: str) -> None:  # noqa: FBT001 - the condition is the point
        from ui.hands import StepFailed

        if not condition:
            raise StepFailed(f"step {self._steps + 1}: {what}")
        self._done(what)

    def _done(self, what: str) -> None:
        self._steps += 1
        sys.stdout.write(f"{self._steps:2}  {what}.\n")
        sys.stdout.flush()

    def _picture(self, name: str) -> Path:
        self._pictures += 1
        return self._out / f"{self._pictures:02}-{name}.png"


def _date(path: str, text: str) -> dict[str, str]:
    return dict(zip((f"{path}.day", f"{path}.month", f"{path}.year"), text.split(), strict=True))


def _read_qr(pdf: Path) -> str:
    """What a phone would read from the printed page."""
    import pypdfium2
    import zxingcpp

    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[0].render(scale=3).to_pil()
        codes = zxingcpp.read_barcodes(picture)
    finally:
        document.close()
    return codes[0].text if codes else ""
