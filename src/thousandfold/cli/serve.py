# SPDX-License-Identifier: AGPL-3.0-or-later
"""`thousandfold serve`: the site on this computer, for the room and for one's own desk."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Annotated, Any

import typer

from thousandfold_core.errors import Refusal

#: Seconds that a phone's connection stays open between two things it sends: on a slow line a
#: new one takes longer than an answer.
KEPT_OPEN = 75


class PortTaken(Refusal):
    """Something else listens there. Params: ``port``."""

    code = "port-taken"
    text = (
        "Port {port} is taken by another program, perhaps an earlier Thousandfold. "
        "Stop that one, or choose another: --port {other}."
    )


class SeveralNeedMore(Refusal):
    """Several processes on ground for one."""

    code = "several-need-more"
    text = (
        "Several servers need a PostgreSQL (THOUSANDFOLD_DATABASE) and the public address of the "
        "site (THOUSANDFOLD_ADDRESS). Set both, or leave --servers out."
    )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve)


def serve(
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    address: Annotated[
        str, typer.Option(help="Address to listen on; 127.0.0.1 keeps phones out.")
    ] = "0.0.0.0",  # noqa: S104
    certificate: Annotated[
        Path | None, typer.Option(help="Certificate file: the room becomes private.")
    ] = None,
    key: Annotated[Path | None, typer.Option(help="Key file of the certificate.")] = None,
    servers: Annotated[
        int, typer.Option(min=1, help="So many processes for pages and rooms (with PostgreSQL).")
    ] = 1,
    workers: Annotated[
        int, typer.Option(min=1, help="So many processes for longer work, beside several servers.")
    ] = 1,
) -> None:
    """Start the site and print where to find it."""
    from thousandfold.cli.manage import ready
    from thousandfold.cli.server.addresses import is_free

    if not is_free(address, port):
        raise PortTaken(port=port, other=port + 1)
    ready()
    from thousandfold.cli.keeping.locking import open_keys

    open_keys()
    if servers > 1:
        _is_ground_for_several()
    from thousandfold.base.site import now_served
    from thousandfold.cli.keeping.presence import while_open
    from thousandfold.cli.server.prepare import prepare

    scheme = "https" if certificate else "http"
    listening = {
        "host": address,
        "port": port,
        "log_level": "warning",
        "ssl_certfile": certificate,
        "ssl_keyfile": key,
        "server_header": False,
        "timeout_keep_alive": KEPT_OPEN,
    }
    with while_open():
        prepare(lambda line: typer.echo(f"  {line}", err=True))
        now_served(scheme, address, port)
        _tell(port, scheme, address)
        _run(servers, workers, listening)


def _run(servers: int, workers: int, listening: dict[str, Any]) -> None:
    if servers > 1:
        _several(servers, workers, listening)
    else:
        from thousandfold.cli.server.running import run

        run("thousandfold.cli.server.asgi:application", timeout_graceful_shutdown=3, **listening)


def _is_ground_for_several() -> None:
    from django.conf import settings

    if not (settings.SEVERAL and settings.ADDRESS):
        raise SeveralNeedMore


def _several(servers: int, workers: int, listening: dict[str, Any]) -> None:
    from django.conf import settings

    from thousandfold.cli.server.many import run_many

    if settings.METRICS:
        counts = settings.DATA / "metrics"
        shutil.rmtree(counts, ignore_errors=True)
        counts.mkdir(parents=True)
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(counts)  # the library's own word
    run_many(servers, workers, timeout_graceful_shutdown=10, **listening)


def _tell(port: int, scheme: str, address: str) -> None:
    from thousandfold.base.queries import in_use
    from thousandfold.base.signing_in.set_up_code import set_up_code
    from thousandfold.base.site import network_address
    from thousandfold.cli.server.addresses import drawn

    typer.echo(f"\nThousandfold is open on this computer:   {scheme}://localhost:{port}/")
    reach = network_address() if address == "0.0.0.0" else ""  # noqa: S104
    if not reach:
        typer.echo("There is no room network now; phones cannot join until there is one.")
    else:
        typer.echo(f"For phones on the same network:          {scheme}://{reach}:{port}/\n")
        typer.echo(drawn(f"{scheme}://{reach}:{port}/"))
    if scheme == "http":
        typer.echo(
            "This network is not private: what people keep to themselves stays on their phones."
        )
    if in_use():
        typer.echo(f"For setting up one more host from elsewhere:  code {set_up_code()}")
    typer.echo("Stop with Ctrl+C. Everything is kept in the data folder.\n")
