"""The centre's private keys: files that only their owner may read, apart from the database and its backups.

The root key stands in a file of its own. It signs key lists and nothing else, and the running service never opens it, so after
`init` it can be taken away and brought back for the next list.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync.envelope import (
    KeyList,
    ListedSealingKey,
    ListedSigningKey,
    Purpose,
    SealingPrivateKey,
    sign_document,
    sign_key_list,
    signing_key_id,
)

_log = logging.getLogger(__name__)

ROOT_FILE = "root.key"
KEY_FOLDER = "keys"
_SIGNING, _SEALING = "signing", "sealing"
_Key = TypeVar("_Key")


class NoSigningKey(Exception):
    """None of the keys in the key list is here: nothing could be signed so that a kiosk believes it."""


class DamagedKey(Exception):
    """A key file does not hold a key. The text names the file."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs the centre's documents with one key of the key list."""

    key_id: str
    key: Ed25519PrivateKey

    def sign(self, purpose: Purpose, payload: Mapping[str, object]) -> bytes:
        """The wire form of a signed document."""
        return sign_document(purpose, payload, self.key_id, self.key)


class SealingKeys(Mapping[bytes, SealingPrivateKey]):
    """The sealing keys of a data folder by key id. One that is not known yet is looked for in the folder again.

    So a running service opens what is sealed to a key made, or brought back, after it started.

    Raises:
        DamagedKey: one cannot be read when this is made.
    """

    def __init__(self, data: Path) -> None:
        self._data = data
        self._known = {key.key_id: key for key in (_sealing_key(file) for file in _files(data, _SEALING))}

    def __getitem__(self, key_id: bytes) -> SealingPrivateKey:
        """The private half; KeyError when it is not here now."""
        if key_id not in self._known:
            self._known |= {key.key_id: key for key in self._readable()}
        return self._known[key_id]

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def _readable(self) -> Iterator[SealingPrivateKey]:
        """What can be read now; a damaged file must not keep the others from being used."""
        for file in _files(self._data, _SEALING):
            try:
                yield _sealing_key(file)
            except (DamagedKey, OSError):
                _log.warning("key file cannot be read: %s", file.name)


@dataclass(frozen=True, slots=True)
class PrivateKeys:
    """What the service needs to sign and to open."""

    signing: Mapping[str, Ed25519PrivateKey]  # by key id
    sealing: Mapping[bytes, SealingPrivateKey]  # by key id; every one that an envelope may still be sealed to
    data: Path

    @classmethod
    def load(cls, data: Path) -> PrivateKeys:
        """Read every key of a data folder.

        Raises:
            DamagedKey: one cannot be read.
        """
        signing = [_read(file, Ed25519PrivateKey.from_private_bytes) for file in _files(data, _SIGNING)]
        return cls({signing_key_id(key.public_key()): key for key in signing}, SealingKeys(data), data)

    def again(self) -> PrivateKeys:
        """What the data folder holds now.

        Raises:
            DamagedKey: one cannot be read.
        """
        return PrivateKeys.load(self.data)

    def signer(self, key_list: KeyList) -> Signer:
        """The newest signing key that counts in the list and whose private half is here.

        Raises:
            NoSigningKey: there is none.
        """
        counted = key_list.signing_keys()
        for listed in sorted(key_list.signing, key=lambda listed: listed.since, reverse=True):
            key_id = signing_key_id(listed.key)
            if key_id in counted and key_id in self.signing:
                return Signer(key_id, self.signing[key_id])
        raise NoSigningKey


def ensure_keys(data: Path, root: Path) -> PrivateKeys:
    """The keys of a data folder; a root (in the file `root`), a signing and a sealing key are made where there is none.

    A folder with a signing key had a root key that was taken away; another one would only mislead.
    """
    folder = data / KEY_FOLDER
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    if not root.exists() and not _files(data, _SIGNING):
        _keep(root, Ed25519PrivateKey.generate().private_bytes_raw())
    _ensure(data, _SIGNING, lambda: Ed25519PrivateKey.generate().private_bytes_raw())
    _ensure(data, _SEALING, lambda: SealingPrivateKey.generate().to_bytes())
    return PrivateKeys.load(data)


def first_key_list(root_file: Path, keys: PrivateKeys, now: datetime) -> tuple[bytes, Ed25519PublicKey]:
    """Version 1 of the key list with every key there is, signed by the root key; and the root's public half."""
    root = read_root_key(root_file)
    key_list = KeyList(
        version=1,
        issued=now,
        signing=tuple(ListedSigningKey(key.public_key(), now, None) for key in keys.signing.values()),
        sealing=tuple(ListedSealingKey(key.public, now) for key in keys.sealing.values()),
    )
    return sign_key_list(key_list, root), root.public_key()


def read_root_key(file: Path) -> Ed25519PrivateKey:
    """The root key's private half, from a file of its own.

    Raises:
        DamagedKey: the file holds no key.
    """
    return _read(file, Ed25519PrivateKey.from_private_bytes)


def new_signing_key(data: Path) -> Ed25519PrivateKey:
    """A further signing key, durable in the data folder before this returns. The file is named by the key's id."""
    key = Ed25519PrivateKey.generate()
    _keep(data / KEY_FOLDER / f"{_SIGNING}-{signing_key_id(key.public_key())}.key", key.private_bytes_raw())
    return key


def new_sealing_key(data: Path) -> SealingPrivateKey:
    """A further sealing key, durable in the data folder before this returns. The file is named by the key's id."""
    key = SealingPrivateKey.generate()
    _keep(data / KEY_FOLDER / f"{_SEALING}-{key.key_id.hex()}.key", key.to_bytes())
    return key


def _sealing_key(file: Path) -> SealingPrivateKey:
    return _read(file, SealingPrivateKey.from_bytes)


def _files(data: Path, kind: str) -> list[Path]:
    return sorted((data / KEY_FOLDER).glob(f"{kind}-*.key"))


def _read(file: Path, read: Callable[[bytes], _Key]) -> _Key:
    raw = file.read_bytes()
    try:
        return read(raw)
    except ValueError:
        raise DamagedKey(f"{file} does not hold a key; restore it from a backup") from None


def _ensure(data: Path, kind: str, make: Callable[[], bytes]) -> None:
    if not _files(data, kind):
        _keep(data / KEY_FOLDER / f"{kind}-1.key", make())


def _keep(file: Path, secret: bytes) -> None:
    """Write a secret whole or not at all, readable by its owner alone, and so that it outlives a loss of power."""
    draft = file.with_suffix(".part")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(secret)
        out.flush()
        os.fsync(out.fileno())
    draft.rename(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
