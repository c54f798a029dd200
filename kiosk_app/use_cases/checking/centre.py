"""Checks of what ties this kiosk to its centre: enrolment, keys, clock, the line, and who keeps it going here."""

from __future__ import annotations

from datetime import date, timedelta

from kiosk_app.use_cases.checking.finding import Action, Finding, Kiosk, Level
from kiosk_app.use_cases.checking.thresholds import AGENT_STARTS_WITHIN, CLOCK_TOLERANCE, KEY_ENDS_WITHIN
from kiosk_app.use_cases.line import Line
from kiosk_app.when import when_words
from kiosk_app.wording import line_trouble, unsent_words
from services.common.civil import local
from services.forms.words import Domain, Words

_ = Domain("kiosk_app")
_n = _.plural
_NETWORK_OFF = "network-off"


def enrolment(kiosk: Kiosk) -> Finding:
    """Whether the centre knows this kiosk, and takes what it sends."""
    found = kiosk.store.device.enrolment()
    if found is None:
        fact = _("The centre does not know this kiosk.")
        return Finding(Level.NOT_WORKING, fact, _("Next: {command}", command="kioskctl enrol URL CODE"))
    paused = kiosk.store.device.contact().paused
    if paused:
        trouble = line_trouble(paused)
        return Finding(Level.NOT_WORKING, trouble.fact, trouble.next_step, {"reason": paused})
    return Finding(Level.READY, _("{name} at {centre}.", name=found.device_name, centre=found.centre_url))


def identity(kiosk: Kiosk) -> Finding:
    """Whether what is submitted could be signed and sealed."""
    kiosk.check_identity()
    return Finding(Level.READY, _("This kiosk can sign and seal."))


def centre_keys(kiosk: Kiosk) -> Finding | None:
    """How old the centre's list of keys is, and whether the key that speaks for the centre ends soon."""
    found = kiosk.centre_keys()
    if found is None:
        return None  # of that, the identity speaks
    issued, since = local(found.issued).date(), local(found.sealing_since).date()
    fact = _("The centre’s keys are list {version}, from {issued:long}.", version=found.version, issued=issued)
    more = (_("Requests are sealed with a key from {since:long}.", since=since),)
    seen = {"version": str(found.version), "issued": found.issued.isoformat()}
    if found.signing_until is not None:
        seen["until"] = found.signing_until.isoformat()
        if found.signing_until - kiosk.clock.now() < KEY_ENDS_WITHIN:
            ends = _("The key that the centre signs with ends on {day:long}.", day=local(found.signing_until).date())
            next_step = _("Next: connect this kiosk to its centre. It fetches the next key by itself.")
            return Finding(Level.ACT_SOON, ends, next_step, seen, more=(fact,))
    return Finding(Level.READY, fact, details=seen, more=more)


def clock(kiosk: Kiosk) -> Finding:
    """This computer's clock beside the centre's, as of the last contact."""
    skew = timedelta(seconds=kiosk.store.device.contact().clock_skew_seconds)  # the centre's time minus this computer's
    seconds = round(abs(skew).total_seconds())
    if abs(skew) <= CLOCK_TOLERANCE:
        return Finding(Level.READY, _("{seconds} seconds from the centre’s clock at the last contact.", seconds=seconds))
    if skew > timedelta():
        fact = _("This computer’s clock is {amount} behind the centre’s clock.", amount=_amount(skew))
    else:
        fact = _("This computer’s clock is {amount} ahead of the centre’s clock.", amount=_amount(-skew))
    return Finding(Level.ACT_SOON, fact, _("Next: set this computer’s clock."), {"seconds": str(seconds)})


def _amount(span: timedelta) -> Words:
    """A span in its largest unit of which there are two."""
    minutes = round(span / timedelta(minutes=1))
    days, hours = round(minutes / (24 * 60)), round(minutes / 60)
    if days > 1:
        return _n("{n} day", "{n} days", days)
    if hours > 1:
        return _n("{n} hour", "{n} hours", hours)
    return _n("{n} minute", "{n} minutes", minutes)


def network(kiosk: Kiosk) -> Finding:
    """The line to the centre."""
    return connection_of(kiosk.line.read(), kiosk.clock.today())


def connection_of(line: Line, today: date) -> Finding:
    """What is known of the line, since when, and what waits."""
    if line.last_contact is None:
        heard: Words = _("Never heard from the centre.")
    else:
        heard = _("Last heard from the centre {when}.", when=when_words(line.last_contact, today))
    more = [heard, *unsent_words(line.counts)]
    if line.all_sent is not None:
        more.append(_("Everything was last sent {when}.", when=when_words(line.all_sent, today)))
    if line.connected and not line.reason:
        return Finding(Level.READY, _("Connected to the centre."), more=tuple(more))
    trouble = line_trouble(line.reason)
    action = Action.COURIER_STICK if line.waiting else Action.NETWORK_ON if line.reason == _NETWORK_OFF else None
    return Finding(Level.ACT_SOON, trouble.fact, trouble.next_step, {"reason": line.reason}, more=tuple(more), action=action)


def known(*, enrolled: bool) -> Finding:
    """Whether the centre knows this kiosk, where no more than that is known."""
    if enrolled:
        return Finding(Level.READY, _("This kiosk is known to the centre."))
    return Finding(
        Level.NOT_WORKING, _("This kiosk is not known to the centre."), _("Next: enrol it with a code from the centre.")
    )


def agent(kiosk: Kiosk) -> Finding:
    """Whether something sends and prints here."""
    if kiosk.agent_runs():
        return Finding(Level.READY, _("Requests are sent and receipts printed by themselves."))
    fact = _("Nothing is sent or printed now: the program that does so is not running.")
    next_step = _n(
        "Next: wait {n} minute. If this stays, start this computer again.",
        "Next: wait {n} minutes. If this stays, start this computer again.",
        AGENT_STARTS_WITHIN // timedelta(minutes=1),
    )
    return Finding(Level.NOT_WORKING, fact, next_step)
