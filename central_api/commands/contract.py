"""The command that prints the contract, as docs/openapi.json publishes it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from central_api.api.contract import contract_text
from central_api.app import create_app
from central_api.commands.parts import Commands
from central_api.data_folder import initialise, opened


def add_contract(commands: Commands) -> None:
    """`openapi`."""
    commands.add("openapi", _openapi, "Print the OpenAPI document of this version.", on_data=False)


def published_contract() -> str:
    """The document of this program. It is an application's, so one is put together, on a data folder that is thrown away."""
    with TemporaryDirectory() as folder:
        data = Path(folder) / "centre"
        initialise(data)
        with opened(data) as centre:
            return contract_text(create_app(centre.settings, centre.database, centre.keys))


def _openapi(_options: argparse.Namespace) -> int:
    sys.stdout.write(published_contract())
    sys.stdout.flush()
    return 0
