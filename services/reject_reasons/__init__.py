"""Reject reasons of the county courts, shown with their codes as staff know them."""

from services.reject_reasons.reasons import RejectReason, RejectReasons

__all__ = ["RejectReason", "RejectReasons"]
