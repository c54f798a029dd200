"""Where secrets are kept: always through `keyring`, with a backend chosen here and never by keyring's own guess.

keyring's guess can prompt on standard input or fall back to plain text (both seen), so it is never asked. In order: systemd
credentials (read-only, the production form), the desktop's Secret Service, a folder of 0600 files (allowed, and shown as a
warning in readiness). A source that already holds the store key is always kept to, so that a kiosk started in another way finds
its own database again.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringError, PasswordDeleteError, PasswordSetError

from kiosk_app.errors import KeyUnavailable
from kiosk_app.ports.machine import STORE_KEY

SERVICE = "justice-kiosk"
_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}")


class CredentialsKeyring(KeyringBackend):
    """Secrets that systemd decrypted for this service (`LoadCredentialEncrypted=`): files named "justice-kiosk.NAME"."""

    def __init__(self, folder: Path) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring types only its public calls
        self._folder = folder

    def get_password(self, service: str, username: str) -> str | None:
        """The credential, None when there is none."""
        return _read(self._folder / f"{service}.{_checked(username)}")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Refused: credentials are provisioned, not written."""
        raise PasswordSetError(f"{service}.{username} is read-only: provision it with systemd-creds ({len(password)} characters)")

    def delete_password(self, service: str, username: str) -> None:
        """Refused."""
        raise PasswordDeleteError(f"{service}.{username} is read-only")


class FileKeyring(KeyringBackend):
    """Secrets in files that only their owner can read."""

    def __init__(self, folder: Path) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring types only its public calls
        self._folder = folder

    def get_password(self, service: str, username: str) -> str | None:
        """The secret, None when there is none."""
        return _read(self._folder / f"{service}.{_checked(username)}")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Write the secret: temporary file, fsync, rename, fsync of the folder."""
        target = self._folder / f"{service}.{_checked(username)}"
        temporary = target.with_suffix(f".{os.getpid()}.tmp")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(password)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
            folder = os.open(self._folder, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        except OSError as error:
            raise PasswordSetError(os.strerror(error.errno or 0)) from None

    def delete_password(self, service: str, username: str) -> None:
        """Refused: a lost key is a lost database."""
        raise PasswordDeleteError(f"{service}.{username} is never deleted")


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name) or ".." in name:
        raise KeyringError("bad secret name")
    return name


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        raise KeyringError("a secret cannot be read") from None


class KeyringKeySource:
    """Secrets as bytes over one keyring backend."""

    def __init__(self, backend: KeyringBackend, description: str) -> None:
        self._backend = backend
        self.description = description

    def get(self, name: str) -> bytes | None:
        """The secret, None when there is none."""
        try:
            text = self._backend.get_password(SERVICE, name)
            return None if text is None else base64.b64decode(text, validate=True)
        except (KeyringError, binascii.Error):
            raise KeyUnavailable(name=name, source=self.description) from None

    def put(self, name: str, secret: bytes) -> None:
        """Keep a secret. The store key is kept once: with another one nobody could read what was saved."""
        try:
            if name == STORE_KEY and self._backend.get_password(SERVICE, name) is not None:
                raise KeyUnavailable(name=name, source=self.description, why="exists")
            self._backend.set_password(SERVICE, name, base64.b64encode(secret).decode("ascii"))
        except KeyringError:
            raise KeyUnavailable(name=name, source=self.description) from None


CREDENTIALS, DESKTOP, FILE = "credentials", "desktop", "file"


def choose_key_source(wanted: str, environment: Mapping[str, str], folder: Path) -> KeyringKeySource:
    """The key source to use: the one named, or of "auto" the first that holds the store key, else the first that can be written.

    Raises:
        KeyUnavailable: the one named does not exist here.
    """
    makers: dict[str, Callable[[], KeyringKeySource | None]] = {
        CREDENTIALS: lambda: _credentials(environment),
        DESKTOP: lambda: _desktop(environment),
        FILE: lambda: KeyringKeySource(FileKeyring(folder), FILE),
    }
    if wanted != "auto":
        source = makers[wanted]()
        if source is None:
            raise KeyUnavailable(source=wanted)
        return source
    sources = [source for maker in makers.values() if (source := maker()) is not None]
    holding = next((source for source in sources if _holds(source)), None)
    return holding or next(source for source in sources if source.description != CREDENTIALS)


def _holds(source: KeyringKeySource) -> bool:
    try:
        return source.get(STORE_KEY) is not None
    except KeyUnavailable:
        return False


def _credentials(environment: Mapping[str, str]) -> KeyringKeySource | None:
    folder = environment.get("CREDENTIALS_DIRECTORY")
    return KeyringKeySource(CredentialsKeyring(Path(folder)), CREDENTIALS) if folder else None


def _desktop(environment: Mapping[str, str]) -> KeyringKeySource | None:
    if not environment.get("DBUS_SESSION_BUS_ADDRESS"):
        return None
    from keyring.backends import SecretService

    try:
        if SecretService.Keyring.priority <= 0:
            return None
    except RuntimeError:  # how keyring says "not here"
        return None
    return KeyringKeySource(SecretService.Keyring(), DESKTOP)  # type: ignore[no-untyped-call]  # as above
