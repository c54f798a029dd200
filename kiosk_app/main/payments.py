"""The payment links of the settings, for whoever prints or shows one. What makes a link is imported with the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk_app.use_cases.paying import PayAt, no_link

if TYPE_CHECKING:
    from kiosk_app.config import PaymentSettings
    from services.common.money import Pence
    from services.language import Language


def pay_at(settings: PaymentSettings) -> PayAt:
    """Where something is paid online; nowhere, for a reference or an amount that must not or cannot be in a link."""
    if not settings.link_en:
        return no_link

    def address(amount: Pence, reference: str, language: Language) -> str:
        from services.fees.payment_link import AmountOutOfRange, PaymentLinks, UnsafeReference, payment_link

        links = PaymentLinks(settings.link_en, settings.link_cy)
        try:
            return payment_link(links, amount=amount, reference=reference, language=language)
        except (AmountOutOfRange, UnsafeReference):
            return ""

    return address
