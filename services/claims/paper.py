"""The boxes that the paper forms of every claim have: a party, where papers go, the court, the fee, the signature.

What an empty box of a paper form says is said here too: a question that the paper has a tick for is answered "no" where nothing
is ticked, and what a party is follows from its name.
"""

from __future__ import annotations

from services.claims.choices import NO, NOT_KNOWN, YES, Party, Payment, Signer, Signing
from services.claims.words import _
from services.forms.paper import FULL, HALF, THIRD, TWO_THIRDS, BoxKind, Implied, PaperBox, PaperPart, Typed
from services.forms.typed import is_body, postcode_in
from services.forms.words import Words
from services.language import Language

_NAME, _ADDRESS, _POSTCODE = _("Name"), _("Address"), _("Postcode")
CLAIMANT, DEFENDANT = _("Claimant"), _("Defendant")
GIVEN = {"signing.way": Signing.PAPER.value}
"""What every claim on paper says: it is signed by hand."""
MAY_LACK = frozenset(
    {
        "claimants.*.address.line1",
        "claimants.*.address.town",
        "defendants.*.address.line1",
        "defendants.*.address.town",
        "documents.address.line1",
        "documents.address.town",
        "hearing.vulnerable_details",
        "signing.name",
    }
)
"""What the court can clear up with the parties after it has the claim."""


def kind_by_name(body: Party) -> Implied:
    """What a party is whose name stands there: a `body` where the name says so, else a person."""
    return lambda typed: body if is_body(typed.here("called")) else Party.INDIVIDUAL


def yes_if(*keys: str) -> Implied:
    """Yes where something stands in one of these boxes, else no."""
    return lambda typed: YES if any(typed.here(key).strip() for key in keys) else NO


def address_boxes(prefix: str = "", *, twice: bool = False) -> tuple[PaperBox, ...]:
    """An address, and its postcode, which may stand at the end of the address instead."""
    key = f"{prefix}address"

    def postcode(typed: Typed) -> str:
        return postcode_in(typed.here(key))

    return (
        PaperBox(key, _ADDRESS, width=TWO_THIRDS, composed=BoxKind.ADDRESS, below=key, twice=twice),
        PaperBox(f"{key}.postcode", _POSTCODE, width=THIRD, empty=postcode, twice=twice),
    )


def party(title: Words, side: str, body: Party, *more: PaperBox, where: tuple[PaperBox, ...] | None = None) -> PaperPart:
    """One side: the name, the address, what the party is, and how it can be reached."""
    other = side == "defendants"
    protected = NOT_KNOWN if other else NO
    return PaperPart(
        title,
        (
            PaperBox("called", _NAME, width=FULL, composed=BoxKind.NAME, twice=True),
            *(address_boxes() if where is None else where),
            PaperBox("kind", _("Kind"), width=HALF, empty=kind_by_name(body)),
            PaperBox("address.country", _("Country"), width=HALF, rare=True),
            PaperBox("protected", _("Under 18"), width=HALF, empty=protected),
            PaperBox("phone", _("Phone"), width=HALF, rare=other),
            PaperBox("email", _("Email"), width=FULL, rare=other),
            PaperBox("friend", _("Acts for them"), width=HALF, rare=True),
            *more,
        ),
        side,
    )


def court_boxes() -> tuple[PaperBox, ...]:
    """Human rights, the court, who is vulnerable."""
    return (
        PaperBox("claim.rights", _("Human rights"), width=HALF, empty=NO),
        PaperBox("hearing.vulnerable", _("Vulnerable"), width=HALF, empty=yes_if("hearing.vulnerable_details")),
        PaperBox("hearing.court", _("Court"), width=FULL),
        PaperBox("hearing.vulnerable_details", _("What helps"), width=FULL),
    )


def papers_part() -> PaperPart:
    """Where papers go, the claimant's reference, the language, and how the fee is paid."""
    return PaperPart(
        _("Papers and fee"),
        (
            PaperBox("documents.elsewhere", _("Elsewhere"), width=HALF, empty=yes_if("documents.name", "documents.address")),
            PaperBox("claim.own_reference", _("Reference"), width=HALF, rare=True),
            PaperBox("documents.name", _NAME, width=FULL),
            *address_boxes("documents."),
            PaperBox("language", _("Language"), width=HALF, empty=Language.ENGLISH.value),
            PaperBox("payment.how", _("Fee paid"), width=HALF, empty=_paid),
            PaperBox("payment.account", _("PBA"), width=HALF),
            PaperBox("payment.reference", _("HWF"), width=HALF, rare=True),
        ),
    )


def signing_part() -> PaperPart:
    """The statement of truth, signed by hand."""
    return PaperPart(
        _("Statement of truth"),
        (
            PaperBox("signing.name", _("Signed"), width=FULL, twice=True),
            PaperBox("signing.by", _("Signs as"), width=HALF, empty=Signer.CLAIMANT.value),
            PaperBox("signing.role", _("Position"), width=HALF, rare=True),
        ),
    )


def _paid(typed: Typed) -> str:
    if typed.here("payment.account").strip():
        return Payment.ACCOUNT
    return Payment.HELP if typed.here("payment.reference").strip() else Payment.COUNTER
