"""Writes the CA certificates that this machine trusts beyond Debian's own list, one file each, into a folder.

A site that inspects its traffic, or runs its own mirror, has a CA of its own. A system made for a test on that site must trust
it too, in the way its administrator would see to that.
"""

from __future__ import annotations

import re
import ssl
import sys
from pathlib import Path

BUNDLE = Path("/etc/ssl/certs/ca-certificates.crt")
DEBIAN = Path("/usr/share/ca-certificates")
PEM = re.compile(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----\n?", re.DOTALL)


def certificates(file: Path) -> dict[bytes, str]:
    """The certificates of a PEM file, keyed by their bytes, so that the same one written differently counts once."""
    return {ssl.PEM_cert_to_DER_cert(pem): pem for pem in PEM.findall(file.read_text(encoding="utf-8", errors="replace"))}


def main() -> None:
    """Write each certificate to `site-<number>.crt` in the folder named on the command line."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    trusted = certificates(BUNDLE) if BUNDLE.is_file() else {}
    shipped = {der for file in DEBIAN.rglob("*.crt") for der in certificates(file)}
    for number, der in enumerate(trusted.keys() - shipped, start=1):
        (folder / f"site-{number}.crt").write_text(trusted[der], encoding="utf-8")


if __name__ == "__main__":
    main()
