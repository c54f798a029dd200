"""Scans that came from outside: drawn as pictures and made into PDF, in a process that can reach nothing.

`apart` is the side that asks. `child` is the process that does it: it locks itself in (`lockdown`) before it reads the first byte
of a scan, does one thing (`drawing`, `as_pdf`), and ends.
"""
