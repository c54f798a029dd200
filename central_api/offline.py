"""A key list that is signed where the root key is, on a computer that needs no network, no database and no other key.

Three steps: the centre proposes the next list with new keys in it, the root signs the proposal elsewhere, the centre publishes
what came back. The root key never comes near the centre, and only public halves leave it.
"""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from central_api.clock import Clock
from central_api.keys import PrivateKeys, new_sealing_key, new_signing_key, read_root_key
from central_api.published import Publications, SignedKeyList
from central_api.rotation import Renewal, next_list
from sync.envelope import KeyList, NotSigned, propose_key_list, read_key_list, read_proposal, sign_key_list


class UnusableList(Exception):
    """The file holds no list, or one that cannot be signed or published. The text says why."""


def propose(data: Path, publications: Publications, clock: Clock, renewal: Renewal) -> bytes:
    """Make new keys, durably, and the list that would follow the newest one with them in it.

    Raises:
        NotSetUp: there is no list to follow.
    """
    newest = publications.key_list().key_list
    signing = new_signing_key(data) if renewal.signing else None
    sealing = new_sealing_key(data) if renewal.sealing else None
    return propose_key_list(next_list(newest, clock(), renewal.overlap, signing, sealing))


def sign_proposal(proposal: bytes, root_file: Path) -> tuple[KeyList, bytes]:
    """The proposed list, and its wire form signed by the root key.

    Raises:
        UnusableList: it is no key list.
        DamagedKey: the root's file holds no key.
    """
    try:
        key_list = read_proposal(proposal)
    except NotSigned:
        raise UnusableList("the file holds no proposed key list; nothing was signed") from None
    return key_list, sign_key_list(key_list, read_root_key(root_file))


def publish_signed(wire: bytes, publications: Publications, keys: PrivateKeys) -> KeyList:
    """Publish a list that came back signed.

    Raises:
        UnusableList: and nothing was changed.
    """

    def checked(newest: SignedKeyList) -> bytes:
        try:
            signed = read_key_list(wire, Ed25519PublicKey.from_public_bytes(newest.root_key))
        except NotSigned:
            raise UnusableList("the list is not signed by this centre's root key; nothing was changed") from None
        if signed.version != newest.key_list.version + 1:
            raise UnusableList(
                f"it is version {signed.version}, and version {newest.key_list.version} is the newest: propose again"
            )
        if not {one.key.key_id for one in newest.key_list.sealing} <= {one.key.key_id for one in signed.sealing}:
            raise UnusableList("it leaves out a sealing key that envelopes may be sealed to: propose again")
        if signed.newest_sealing().key_id not in keys.sealing or not signed.signing_keys().keys() & keys.signing.keys():
            raise UnusableList("the private halves of its keys are not here: bring them back, or propose again")
        return wire

    return publications.publish_next_key_list(checked).key_list
