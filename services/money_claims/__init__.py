"""Claiming money in the County Court of England and Wales: the particulars of form N1, by whichever way the claim can go."""

from services.money_claims.service import SERVICE

__all__ = ["SERVICE"]
