"""Scanned pages as files: which kinds are taken, and how a file is known to be one of them. Pure, and the same on both sides."""

from services.scans.kinds import NotAScan, Refusal, ScanKind
from services.scans.sniffing import sniff

__all__ = ["NotAScan", "Refusal", "ScanKind", "sniff"]
