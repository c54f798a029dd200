"""Paying a court fee: what for, how much, and which way. No card is asked for, and nothing is paid at a kiosk."""

from services.fee_payment.service import SERVICE

__all__ = ["SERVICE"]
