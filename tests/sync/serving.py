"""Serves a fake centre over real HTTP on loopback, at a port the system chooses."""

from __future__ import annotations

import ssl
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar
from urllib.parse import urlsplit

from tests.sync.fake_centre import Asked, FakeCentre


class RunningCentre:
    """Serves a fake centre for the length of a `with`."""

    def __init__(self, centre: FakeCentre, tls: ssl.SSLContext | None = None) -> None:
        class Handler(_Handler):
            served = centre

        self._centre = centre
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._scheme = "http" if tls is None else "https"
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self) -> FakeCentre:
        self._thread.start()
        self._centre.address = f"{self._scheme}://127.0.0.1:{self._server.server_port}"
        return self._centre

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    served: ClassVar[FakeCentre]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        url = urlsplit(self.path)
        reply = self.served.reply(Asked(self.command, url.path, url.query, dict(self.headers.items()), body))
        if reply.dropped:
            self.close_connection = True
            return
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        for name, value in reply.headers:
            self.send_header(name, value)
        if reply.status != 204:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body[: len(reply.body) - reply.cut])
        self.close_connection = self.close_connection or reply.cut > 0

    def date_time_string(self, timestamp: float | None = None) -> str:  # noqa: ARG002
        return format_datetime(self.served.now, usegmt=True)

    def log_message(self, *_: object) -> None:
        pass
