"""A PostgreSQL of the tests' own: made in its own folder, reached over a socket there, gone with the process that started it.

`server.database(template)` is a database for one test, made by copying; `stop` and `start` are for tests of what happens when the
server goes away. Without `durable` nothing is flushed to the disk, which is all the same to behaviour.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

_DEBIAN = Path("/usr/lib/postgresql")
_ACCOUNT = "postgres"  # Debian's; the server refuses to run as root
_ROLE = "centre"
_CHEAP = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "120",
    "shared_buffers": "32MB",
    "jit": "off",
    "log_min_messages": "panic",
}


class Postgres:
    """A server. Its folder is open to the account it runs as alone (and to root)."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        self.folder = folder
        self._cluster = folder / "cluster"
        self._settings = _SETTINGS if durable else _SETTINGS | _CHEAP
        self._process: subprocess.Popen[bytes] | None = None
        self._numbers = count(1)
        self._as_account: list[str] = []
        if os.geteuid() == 0:
            account = pwd.getpwnam(_ACCOUNT)
            os.chown(folder, account.pw_uid, account.pw_gid)
            self._as_account = [f"--reuid={_ACCOUNT}", f"--regid={account.pw_gid}", "--clear-groups"]
        made = ["--no-sync", "--auth=trust", f"--username={_ROLE}", "--encoding=UTF8", "--locale=C", "--no-instructions"]
        subprocess.run(self._command("initdb", *made, str(self._cluster)), check=True, capture_output=True, cwd=folder)  # noqa: S603

    def start(self) -> None:
        """Start; ready when this returns."""
        options = [f"--{name}={value}" for name, value in self._settings.items()]
        command = self._command("postgres", "-D", str(self._cluster), "-k", str(self.folder), *options)
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder)  # noqa: S603
        ready = self._command("pg_isready", "--quiet", "-h", str(self.folder))
        while subprocess.run(ready, check=False, cwd=self.folder).returncode != 0:  # noqa: S603
            if self._process.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text("utf-8"))

    def stop(self, *, crash: bool = False) -> None:
        """Stop: every connection is cut. A `crash` leaves the server's own disk as it is, to be made good at the next start."""
        if self._process is not None:
            mode = [f"--mode={'immediate' if crash else 'fast'}", "--wait", "--silent", "--pgdata", str(self._cluster)]
            subprocess.run(self._command("pg_ctl", "stop", *mode), check=True, capture_output=True, cwd=self.folder)  # noqa: S603
            self._process.wait()
            self._process = None

    def url(self, database: str) -> str:
        """The address of a database as SQLAlchemy reads it."""
        return f"postgresql+psycopg://{_ROLE}@/{database}?host={self.folder}"

    def run(self, statement: sql.SQL | sql.Composed) -> list[tuple[object, ...]]:
        """What the server itself is asked, outside of any transaction."""
        with psycopg.connect(host=str(self.folder), user=_ROLE, dbname="postgres", autocommit=True) as connection:
            asked = connection.execute(statement)
            return asked.fetchall() if asked.description else []

    def create(self, template: str = "template0") -> str:
        """A new database, a copy of `template`; its name."""
        name = f"test_{next(self._numbers)}"
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")  # nothing is flushed: cheaper than a log of it
        self.run(made.format(sql.Identifier(name), sql.Identifier(template)))
        return name

    def cut_connections(self, database: str) -> int:
        """End every connection to a database; how many there were."""
        cut = sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}")
        return len(self.run(cut.format(sql.Literal(database))))

    @contextlib.contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """The address of a database of one's own while the context lasts."""
        name = self.create(template)
        try:
            yield self.url(name)
        finally:
            self.run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _command(self, name: str, *arguments: str) -> list[str]:
        """The program, as the account the server runs as; it ends when this process does, however that dies."""
        return ["setpriv", "--pdeathsig=QUIT", *self._as_account, _program(name), *arguments]


@contextlib.contextmanager
def running_postgres(*, durable: bool = False) -> Iterator[Postgres]:
    """A server while the context lasts. Its folder has a short path: a socket's address holds 107 bytes."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        server = Postgres(folder, durable=durable)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def _program(name: str) -> str:
    """Debian keeps the server's programs apart, by version; the newest counts."""
    versions = sorted(_DEBIAN.glob(f"*/bin/{name}"), key=lambda file: int(file.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which(name)
    if found is None:
        raise RuntimeError(f"{name} was not found: run scripts/setup --dev")
    return found
