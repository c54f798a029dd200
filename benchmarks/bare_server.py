"""The least that could be an intake: base64 in JSON, inserted in one durable commit; it answers how many."""

from __future__ import annotations

import base64
import json
import socket
import sqlite3
import sys
from threading import Lock

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


def serve(database: str) -> None:
    """Serve on a port of the system's choice, whose address is the one line of output, until a signal."""
    connection = sqlite3.connect(database, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE kept (number INTEGER PRIMARY KEY, wire BLOB NOT NULL)")

    one_at_a_time = Lock()

    def insert(texts: list[str]) -> None:
        with one_at_a_time:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT INTO kept (wire) VALUES (?)", [(base64.b64decode(text),) for text in texts])
            connection.execute("COMMIT")

    async def take(request: Request) -> JSONResponse:
        texts = json.loads(await request.body())["envelopes"]
        await run_in_threadpool(insert, texts)
        return JSONResponse({"kept": len(texts)})

    listening = socket.create_server(("127.0.0.1", 0))
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    print(f"http://127.0.0.1:{listening.getsockname()[1]}/", flush=True)
    config = uvicorn.Config(Starlette(routes=[Route("/", take, methods=["POST"])]), log_level="error")
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    serve(sys.argv[1])
