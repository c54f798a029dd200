"""Envelopes of scanned paper: how paper gets from a scanner into the courts' own systems. Pure: no files, no clock."""
