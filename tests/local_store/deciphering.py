"""What stands in the pages of a database, for whoever has its key."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def deciphered(path: Path, key: bytes) -> bytes:
    """Every page of the file, unused ones too, without the 80 bytes each ends with (16 of them the initialisation vector)."""
    file = path.read_bytes()
    pages = [file[start : start + 4096] for start in range(0, len(file), 4096)]
    pages[0] = pages[0][16:]  # the salt stands where SQLite writes its name
    clear = []
    for page in pages:
        cipher = Cipher(algorithms.AES(key), modes.CBC(page[-80:-64])).decryptor()
        clear.append(cipher.update(page[:-80]) + cipher.finalize())
    return b"".join(clear)
