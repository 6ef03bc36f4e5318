"""A site of its own that keeps what it does: canaries, pages, letters, faults, longer work, backups.

``python -m access.canary.on_disk FOLDER`` leaves in FOLDER all that such a process leaves on a
disk, and prints which words it planted: word, place, class, and to whom a letter with it goes.
"""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path
from typing import Any

#: Who looks: between them they are let in nearly everywhere.
WHO = ("administrator", "staff", "phone")


def main() -> None:
    """Do everything once, then tell."""
    folder = Path(sys.argv[1])
    os.environ |= {
        "THOUSANDFOLD_DATA": str(folder / "data"),
        "THOUSANDFOLD_SETTINGS": "/nonexistent",
        "DJANGO_SETTINGS_MODULE": "thousandfold.settings.site",
        "TMPDIR": str(folder / "temporary"),
    }
    for name in ("data", "temporary"):
        (folder / name).mkdir()
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["*"]
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES["staticfiles"] = {"BACKEND": plain}
    call_command("migrate", verbosity=0)
    from access.canary.field import Field
    from access.world import World

    _log_to(folder / "site.log")
    field = Field(World())
    _tell(field, folder)
    _look(field)
    _send_letters(field)
    _break_pages(field)
    _go_through_the_night(field)
    _back_up(folder)


def _tell(field: Any, folder: Path) -> None:
    """Every word, and where a letter with it goes as it stands now: rows in hand are older."""
    from thousandfold.base.models import Message
    from thousandfold.base.scope import every_host

    with every_host("letters of every host are told"):
        goes_to = dict(Message.objects.values_list("pk", "to"))
    told = [
        [one.word, one.where, one.kind.value, goes_to.get(one.row.pk, "")]
        for one in field.planted.known.values()
    ]
    (folder / "planted.json").write_text(json.dumps(told), encoding="utf-8")


def _log_to(path: Path) -> None:
    """The site's own lines, as it writes them, into a file instead of the terminal."""
    from django.conf import settings

    file = path.open("a", encoding="utf-8")
    for logger in [logging.getLogger(), *map(logging.getLogger, settings.LOGGING["loggers"])]:
        for handler in logger.handlers:
            if isinstance(handler, logging.StreamHandler):
                handler.setStream(file)


def _look(field: Any) -> None:
    """Every page, list, file and calendar, as each of them; nothing is taken back."""
    from access.canary.crawl import asked_of, plain_paper

    with plain_paper():
        for name in WHO:
            looker = field.world.lookers[name]
            for _case, method, path in asked_of(field.world, looker):
                if method == "GET" and not path.endswith("/account/sign-out/"):
                    reply = looker.ask(method, path)
                    if reply.streaming:
                        b"".join(reply.streaming_content)


def _send_letters(field: Any) -> None:
    """Every letter that waits leaves, into the folder for letters; codes to sign in as well."""
    from django.test import Client

    from factories.hosts import AT
    from thousandfold.base.models import Message
    from thousandfold.base.scope import inside
    from thousandfold.base.usecases.messages import UNSENT, send_message

    world = field.world
    with inside(world.home):
        for one in Message.objects.filter(state__in=UNSENT):
            send_message(viewer=world.keeper, message=one, at=AT)
    email = world.lookers["staff"].account.email
    Client().post("/account/sign-in/", {"email": email}, secure=True)


def _break_pages(field: Any) -> None:
    """Pages that fail with somebody's words in their hands."""
    from unittest.mock import patch

    from thousandfold.base.views.pages import Page

    words = " ".join(list(field.planted.known)[:200])

    def broken(_page: Any, **_kwargs: Any) -> None:
        held = words
        raise ValueError(held)

    with patch.object(Page, "get_context_data", broken):
        field.world.lookers["staff"].ask("GET", "/join/")
        field.world.lookers["staff"].ask("GET", f"/h/{field.world.home.slug}/people/")


def _go_through_the_night(field: Any) -> None:
    """What the site does by itself: it looks what is due."""
    from factories.hosts import AT
    from thousandfold.base.scope import inside
    from thousandfold.base.usecases.retention import delete_due

    with inside(field.world.home):
        delete_due(host=field.world.home, at=AT)


def _back_up(folder: Path) -> None:
    """By our own commands: an open backup, then a key, and one that is closed to it."""
    from thousandfold.cli.main import main as command

    for words in (
        ["backup", str(folder / "open.backup")],
        ["keys", "new-backup-key", str(folder / "key-on-paper")],
        ["backup", str(folder / "closed.backup")],
    ):
        sys.argv = ["thousandfold", *words]
        try:
            command()
        except SystemExit as ended:
            if ended.code:
                raise


if __name__ == "__main__":
    main()
