"""What GOV.UK Pay tells of a payment: a webhook message, believed only with its signature, and what it means here.

The signature is HMAC-SHA256 of the body's bytes, keyed with the webhook's signing secret, in lower-case hexadecimal, in the
header `Pay-Signature` (alphagov/pay-tech-docs, `webhooks`). Statuses are those of the payment status lifecycle (`api_reference`).
A message also names whoever paid and parts of their card: nothing of that is read.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from services.common.money import Pence

_PAID: Final = "success"
_UNPAID: Final = frozenset({"failed", "cancelled", "error"})  # finished, and no money was taken
_UNDER_WAY: Final = frozenset({"created", "started", "submitted", "capturable"})
_LONGEST_ID: Final = 40


class NotFromPay(Exception):
    """The message is not what its signature was made for."""


class UnreadableMessage(Exception):
    """It is no message about a payment, or not one that this version knows. The text says why, and nothing that it held."""


@dataclass(frozen=True, slots=True)
class PayResult:
    """What is known of a payment. `paid` is None while that is not known, and None says nothing of it later."""

    payment_id: str
    reference: str
    amount: Pence
    paid: bool | None


def read_message(body: bytes, signature: str, secret: str) -> PayResult:
    """What a message says of a payment.

    Raises:
        NotFromPay: the signature is wrong.
        UnreadableMessage: it says nothing that is understood here.
    """
    made = hmac.new(secret.encode(), body, sha256).hexdigest()
    if not hmac.compare_digest(made.encode(), signature.strip().lower().encode()):
        raise NotFromPay
    try:
        message = json.loads(body)
    except ValueError:
        raise UnreadableMessage("it is not JSON") from None
    resource = _inside(message, "resource") if _text(message, "resource_type") == "payment" else {}
    status = _text(_inside(resource, "state"), "status")
    amount = resource.get("amount")
    if status not in {_PAID, *_UNPAID, *_UNDER_WAY}:
        raise UnreadableMessage("it is about no payment, or has a status that is not known")
    if not isinstance(amount, int) or isinstance(amount, bool) or amount <= 0:
        raise UnreadableMessage("it names no amount in pence")
    payment_id, reference = _text(resource, "payment_id"), _text(resource, "reference")
    if not 0 < len(payment_id) <= _LONGEST_ID or not payment_id.isalnum() or not payment_id.isascii() or not reference:
        raise UnreadableMessage("it names no payment, or no reference")
    return PayResult(payment_id, reference, amount, _paid(status))


def _paid(status: str) -> bool | None:
    if status in _UNDER_WAY:
        return None
    return status == _PAID


def _inside(found: Any, name: str) -> dict[str, Any]:  # noqa: ANN401 - whatever JSON holds
    inner = found.get(name) if isinstance(found, dict) else None
    return inner if isinstance(inner, dict) else {}


def _text(found: Any, name: str) -> str:  # noqa: ANN401 - as above
    value = found.get(name) if isinstance(found, dict) else None
    return value if isinstance(value, str) else ""
