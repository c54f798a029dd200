"""Checks that every package the kiosk runs on has a licence that lets an MIT program be handed out with it.

The licences of the development tools are not looked at: they are not handed out.
"""

from __future__ import annotations

import json
import subprocess
import sys

from lockfile import RUNTIME_LOCK, pins

PERMISSIVE = {
    "Apache-2.0",
    "Apache Software License",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSD License",
    "MIT",
    "MIT License",
    "MIT-0",
    "MIT-CMU",
    "PSF-2.0",
}

# Licences that are not plainly permissive, one package at a time: what its metadata says, and why it may be used.
EXCEPTIONS = {
    "PySide6_Essentials": (
        "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
        "LGPL: unchanged shared libraries in the virtual environment, which anyone can replace by their own build",
    ),
    "shiboken6": (
        "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
        "LGPL: the same as PySide6_Essentials",
    ),
    "certifi": (
        "Mozilla Public License 2.0 (MPL 2.0)",
        "MPL covers the package's own files, which are used unchanged",
    ),
    "pikepdf": (
        "MPL-2.0",
        "MPL covers the package's own files, which are used unchanged",
    ),
    "psycopg": (
        "LGPL-3.0-only",
        "LGPL: the centre's driver for PostgreSQL, unchanged files in the virtual environment, which anyone can replace",
    ),
    "psycopg-binary": (
        "LGPL-3.0-only",
        "LGPL: the same as psycopg; inside are libpq (PostgreSQL licence) and OpenSSL (Apache-2.0), as shared libraries",
    ),
    "qrcode": (
        "BSD License; Other/Proprietary License",
        "BSD-3-Clause; the second entry stands for the MIT licence of the code it began with; both are in its LICENSE",
    ),
    "sqlcipher3": (
        "UNKNOWN",
        "zlib licence, in its LICENSE file but not in its metadata; inside are SQLCipher (BSD-3-Clause) and OpenSSL (Apache-2.0)",
    ),
    "pypdfium2": (
        "BSD-3-Clause, Apache-2.0, dependency licenses",
        "permissive: the binding is BSD or Apache, and PDFium's own parts (listed in the wheel) are BSD, Apache, MIT and alike",
    ),
}


def permissive(licence: str) -> bool:
    """Whether a licence expression, or a list of classifiers joined by `;`, can be met by permissive licences alone."""
    choices = licence.split(" OR ")
    return any(all(part.strip() in PERMISSIVE for part in choice.replace(" AND ", ";").split(";")) for choice in choices)


def main() -> int:
    """Print every package that may not be used, and every exception that no longer applies; return 1 when there is any."""
    names = sorted(pins(RUNTIME_LOCK))
    listing = subprocess.run(
        ["pip-licenses", "--from=mixed", "--with-system", "--format=json", "--packages", *names], check=True, capture_output=True
    )
    found: dict[str, str] = {entry["Name"]: entry["License"] for entry in json.loads(listing.stdout)}
    findings = []
    if len(found) != len(names):
        findings.append(f"{len(names)} packages are locked, but {len(found)} of them are installed: run scripts/setup --dev")
    for name, licence in sorted(found.items()):
        if not permissive(licence) and EXCEPTIONS.get(name, ("",))[0] != licence:
            findings.append(f"{name}: {licence}: neither permissive nor an exception with a reason")
    findings += [f"{name}: its exception is not needed" for name in EXCEPTIONS if name not in found or permissive(found[name])]
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
