# SPDX-License-Identifier: AGPL-3.0-or-later
"""The process of a trial: restores into its own data folder, then opens pages. Exit 0 when well."""

from __future__ import annotations

import sys
from pathlib import Path

from thousandfold_core.errors import Refusal


def look_around() -> list[str]:
    """Open pages of what came back as a visitor; what does not open, in sentences."""
    from django.conf import settings
    from django.test import Client

    name = next((one for one in settings.ALLOWED_HOSTS if one not in ("*", "")), "localhost")
    visitor = Client(raise_request_exception=False, headers={"host": name.lstrip(".")})
    wrong = []
    for page in pages():
        code = visitor.get(page, secure=settings.HOSTED, follow=False).status_code
        if code >= 400:
            wrong.append(f"{page} answers {code}.")
    return wrong


def pages() -> list[str]:
    """The first page, the way in, and each host's door, which leads a visitor to the way in."""
    from django.urls import reverse

    from thousandfold.base.models import Host

    doors = [
        reverse("base:host", args=[one]) for one in Host.objects.values_list("slug", flat=True)
    ]
    return ["/", reverse("account_request_login_code"), *doors]


def main() -> int:
    """Restore the named file and look around."""
    from thousandfold.cli.manage import ready

    ready()
    from django.conf import settings
    from django.core.management import call_command

    from thousandfold.cli.keeping.bringing import bring_back

    said: list[str] = []
    try:
        bring_back(Path(sys.argv[1]), identity=None, replace=False, tell=said.append)
    except Refusal as problem:
        said.append(str(problem))
    if not said and not Path(settings.STATIC_ROOT).exists():
        call_command("collectstatic", interactive=False, verbosity=0)
    said = said or look_around()
    print(" ".join(said), file=sys.stderr)
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
