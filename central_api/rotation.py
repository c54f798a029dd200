"""Renewing the centre's keys: a new pair beside the older ones, and the next key list, signed by the root key.

Private halves are durable before the list that names them is published, so a stop in between leaves a centre that works with the
list it had, and a key file that nobody uses. Private halves are never deleted here: an envelope sealed to an old key may arrive
years later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from central_api.clock import Clock
from central_api.keys import PrivateKeys, new_sealing_key, new_signing_key, read_root_key
from central_api.published import Publications, SignedKeyList
from sync.envelope import (
    KeyList,
    ListedSealingKey,
    ListedSigningKey,
    SealingPrivateKey,
    sign_key_list,
    signing_key_id,
)

_TICK = timedelta(microseconds=1)


class WrongRoot(Exception):
    """The root key is not the one that signed this centre's key list: no kiosk would believe what it signs."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """What is renewed, and how long answers signed by the signing keys of before still count."""

    signing: bool
    sealing: bool
    overlap: timedelta  # zero: from the new list on, they do not


@dataclass(frozen=True, slots=True)
class ListedKey:
    """One line of the key list as it is shown to people."""

    kind: str  # "signing", "sealing"
    id: str
    since: datetime
    until: datetime | None
    counts: bool  # of a sealing key: kiosks seal to it
    here: bool  # its private half is in the data folder


def rotate(data: Path, root_file: Path, publications: Publications, clock: Clock, renewal: Renewal) -> KeyList:
    """Make the keys and publish the next list.

    Raises:
        DamagedKey: the root's file holds no key.
        WrongRoot: it is another root.
        NotSetUp: there is no list to follow.
    """
    root = read_root_key(root_file)
    if root.public_key().public_bytes_raw() != publications.key_list().root_key:
        raise WrongRoot
    signing = new_signing_key(data) if renewal.signing else None
    sealing = new_sealing_key(data) if renewal.sealing else None

    def make(newest: SignedKeyList) -> bytes:
        return sign_key_list(next_list(newest.key_list, clock(), renewal.overlap, signing, sealing), root)

    return publications.publish_next_key_list(make).key_list


def listed(key_list: KeyList, keys: PrivateKeys) -> list[ListedKey]:
    """Every key of a list, newest first, signing keys before sealing keys."""
    counted, newest = key_list.signing_keys(), key_list.newest_sealing().key_id
    signing = [
        ListedKey("signing", name, one.since, one.until, counts=name in counted, here=name in keys.signing)
        for one in key_list.signing
        for name in (signing_key_id(one.key),)
    ]
    sealing = [
        ListedKey("sealing", name.hex(), one.since, None, counts=name == newest, here=name in keys.sealing)
        for one in key_list.sealing
        for name in (one.key.key_id,)
    ]
    return [one for kind in (signing, sealing) for one in sorted(kind, key=lambda one: one.since, reverse=True)]


def next_list(
    newest: KeyList,
    now: datetime,
    overlap: timedelta,
    signing: Ed25519PrivateKey | None,
    sealing: SealingPrivateKey | None,
) -> KeyList:
    """The list after `newest`. Its dates never go back, whatever the clock says: the latest "from" is the one kiosks seal to."""
    dates = [newest.issued, *(one.since for one in newest.signing), *(one.since for one in newest.sealing)]
    issued = max(now, max(dates) + _TICK)
    signing_keys = tuple(one for one in newest.signing if one.until is None or one.until > issued)
    if signing is not None:
        ended = tuple(_ended(one, issued + overlap) for one in signing_keys)
        signing_keys = (*ended, ListedSigningKey(signing.public_key(), issued, None))
    sealing_keys = newest.sealing
    if sealing is not None:
        sealing_keys = (*sealing_keys, ListedSealingKey(sealing.public, issued))
    return KeyList(newest.version + 1, issued, signing_keys, sealing_keys)


def _ended(key: ListedSigningKey, until: datetime) -> ListedSigningKey:
    return ListedSigningKey(key.key, key.since, until if key.until is None else min(key.until, until))
