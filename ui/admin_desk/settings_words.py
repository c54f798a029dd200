"""Settings as staff read them. Those that only the owner changes go by the names they have in kiosk.toml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from kiosk_app.use_cases.retaining import Keeping
from kiosk_app.use_cases.settings_desk import Applies, Setting, Source
from kiosk_app.wording import SETTING_SOURCES
from services.forms.words import Words, verbatim
from services.language import Language
from ui.components.row_list import Row
from ui.desk.words import _, _n, instant_words

RETENTION = "retention"  # the row of what is kept for how long; no setting has this name
NAMES: Mapping[str, Words] = MappingProxyType(
    {
        "desk.first_language": _("Language at the start"),
        "desk.warn_after_seconds": _("Seconds before “Are you still there?”"),
        "desk.clear_after_seconds": _("Seconds to answer that"),
        "desk.lock_after_seconds": _("Seconds before the screen of staff locks"),
        "desk.staff_may_print_days": _("Staff may print the visits of a day"),
        "printer.paper": _("Paper"),
        "speech.volume": _("Volume of reading aloud"),
        "speech.rate": _("Speed of reading aloud"),
        "retention.envelope_days": _("Days that sealed requests are kept"),
        "retention.receipt_days": _("Days that receipts are kept"),
        "retention.draft_days": _("Days that drafts of staff are kept"),
        "retention.scan_days": _("Days that unused scans are kept"),
        "measuring.keep_days": _("Days that counters are kept"),
    },
)
"""Those that staff may change."""

_VALUES: Mapping[str, Words] = MappingProxyType(
    {
        "true": _("Yes"),
        "false": _("No"),
        "a4": _("A4"),
        "80mm": _("80 mm roll"),
    },
)
APPLIES: Mapping[Applies, Words] = MappingProxyType(
    {
        Applies.NEXT_SESSION: _("A change holds from the next person on: this session goes on as it is."),
        Applies.NEXT_PAGE: _(
            "A change holds for the next page that is printed; what is offered for print, from the next person on."
        ),
        Applies.NEXT_ROUND: _("A change holds from the next round of letting go on, at most a day from now."),
    },
)


def value_words(setting: Setting, value: str) -> Words:
    """A value as it is read."""
    if setting.name == "desk.first_language":
        return verbatim(Language(value).own_name)
    if not value:
        return _("nothing")
    return _VALUES.get(value, verbatim(value)) if setting.choices else verbatim(value)


def name_words(setting: Setting) -> Words:
    """What it is called."""
    return NAMES.get(setting.name) or verbatim(setting.name)


def row_of(setting: Setting) -> Row:
    """One line of the list."""
    source = SETTING_SOURCES[setting.source]
    return Row(setting.name, name_words(setting), source, value_words(setting, setting.value))


def source_words(setting: Setting, names: Mapping[str, str], today: date) -> Sequence[Words]:
    """Where the value comes from, what it would be otherwise, and whether staff may change it."""
    found = [
        _("Now: {value}", value=value_words(setting, setting.value)),
        _("Built in: {value}", value=value_words(setting, setting.default)),
        _("Where it comes from: {source}", source=SETTING_SOURCES[setting.source]),
    ]
    change = setting.change
    if setting.source is Source.HERE and change is not None:
        found.append(_("Changed by {name}, {when}", name=names.get(change.by, change.by), when=instant_words(change.at, today)))
    found.append(verbatim(setting.name))
    if setting.locked:
        found.append(_("The owner of this kiosk has locked it: it is changed in kiosk.toml only."))
    elif not setting.changeable:
        found.append(_("The owner of this kiosk changes it, in kiosk.toml."))
    else:
        found.append(APPLIES[setting.applies])
    return found


def kept_words(keeping: Keeping) -> Sequence[Words]:
    """What is kept for how long."""
    return [
        _n("Sealed requests: {n} day after the centre has them.", "Sealed requests: {n} days after the centre has them.",
           keeping.envelope_days),
        _n("Receipts: {n} day after that, and as long as they are of use.",
           "Receipts: {n} days after that, and as long as they are of use.", keeping.receipt_days),
        _n("Drafts of staff: {n} day after they were last changed.", "Drafts of staff: {n} days after they were last changed.",
           keeping.draft_days),
        _n("Scans that are of no request: {n} day.", "Scans that are of no request: {n} days.", keeping.scan_days),
        _n("Counters: {n} day after the centre has them.", "Counters: {n} days after the centre has them.", keeping.counter_days),
        _("References, decisions, print jobs and the audit log: for ever. What the centre does not have loses nothing."),
    ]  # fmt: skip


def last_words(keeping: Keeping, today: date) -> Sequence[Words]:
    """What went last, and when the next round is."""
    if keeping.asked:
        return [_("A round is asked for. The agent begins it as soon as it can.")]
    last = keeping.last
    if last is None:
        return [_("No round has ended yet. The first begins after the first check of the records.")]
    went = last.went
    return [
        _("The last round ended {when}.", when=instant_words(last.ended, today)),
        _(
            "Gone in it: sealed requests {envelopes}, receipts {receipts}, drafts {drafts}.",
            envelopes=went.envelopes,
            receipts=went.receipts,
            drafts=went.drafts,
        ),
        _("The next begins {when}, at the latest, while the kiosk runs.", when=instant_words(last.due, today)),
    ]
