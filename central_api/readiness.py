"""Whether this process can serve: its database answers and has this version's schema, and its keys can be read and count."""

from __future__ import annotations

from collections.abc import Mapping

from central_api.db import UNAVAILABLE, Database
from central_api.keys import DamagedKey, NoSigningKey, PrivateKeys, Signer
from central_api.migrations import head_revision, schema_revision
from central_api.published import Publications

_OK = "ok"


class Readiness:
    """Looks at what the service stands on. Nothing it says is secret, or about anybody."""

    def __init__(self, database: Database, publications: Publications, keys: PrivateKeys, signer: Signer) -> None:
        self._database = database
        self._publications = publications
        self._keys = keys
        self._signer = signer
        self._newest = head_revision()

    def check(self) -> Mapping[str, str]:
        """`database`, `schema` and `keys`, each "ok" or what is wrong."""
        try:
            schema = _OK if schema_revision(self._database) == self._newest else "of-another-version"
            keys = self._key_fault() or _OK
        except UNAVAILABLE:
            return {"database": "unreachable", "schema": "unknown", "keys": "unknown"}
        return {"database": _OK, "schema": schema, "keys": keys}

    def is_ready(self, found: Mapping[str, str]) -> bool:
        """Whether nothing is wrong."""
        return set(found.values()) == {_OK}

    def _key_fault(self) -> str:
        """What is wrong with the keys; "" when nothing is."""
        key_list = self._publications.key_list().key_list
        try:
            kept = self._keys.again()
            kept.signer(key_list)
        except (DamagedKey, NoSigningKey, OSError):
            return "unreadable"
        if key_list.newest_sealing().key_id not in kept.sealing:
            return "sealing-key-missing"
        return "" if self._signer.key_id in key_list.signing_keys() else "signing-key-ended"
