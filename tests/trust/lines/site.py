"""The site as it is served: its own server and live rooms, styles hashed and compressed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from site_addresses import free_port
from thousandfold.cli.serve import KEPT_OPEN

#: Styles as on a real site: names with a digest, compressed, kept by browsers for good.
STATIC = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}


@contextmanager
def served(settings: Any, monkeypatch: Any, folder: Path) -> Iterator[int]:
    """The site over the tests' database; the port it answers at."""
    from thousandfold.cli.server import asgi
    from thousandfold.cli.server.live import Live
    from thousandfold.cli.server.pages import Pages

    settings.STATIC_ROOT = folder
    settings.WHITENOISE_AUTOREFRESH = False
    settings.STORAGES = {**settings.STORAGES, "staticfiles": STATIC}
    call_command("collectstatic", interactive=False, verbosity=0)
    live, pages = Live(), Pages(get_wsgi_application(), asgi.THREADS)
    monkeypatch.setattr(asgi, "_live", live)
    monkeypatch.setattr(asgi, "_pages", pages)
    port = free_port()
    given: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": port,
        "lifespan": "off",
        "log_level": "error",
    }
    given["timeout_keep_alive"] = KEPT_OPEN
    server = uvicorn.Server(uvicorn.Config(asgi.application, server_header=False, **given))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
    try:
        yield port
    finally:
        live.stop()
        server.should_exit = True
        thread.join()
        pages.stop()
