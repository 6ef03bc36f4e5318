# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every setting a host can change: its name, its default, and what it is for.

`doctor` prints this table with each value's source. Nothing else reads the
environment.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Setting:
    """One thing that can be set: environment name, default, meaning."""

    name: str
    default: str
    meaning: str
    secret: bool = False


KNOWN = (
    Setting("THOUSANDFOLD_DATA", "data", "Folder for the database, keys, messages and backups."),
    Setting(
        "THOUSANDFOLD_DATABASE",
        "",
        "PostgreSQL address; empty for SQLite in the data folder.",
        True,
    ),
    Setting(
        "THOUSANDFOLD_ADDRESS",
        "",
        "Public address of a hosted site, such as https://example.org; links in messages begin with it.",
    ),
    Setting(
        "THOUSANDFOLD_HOSTS",
        "",
        "Host names the site answers to, with commas; empty for any on a laptop.",
    ),
    Setting(
        "THOUSANDFOLD_PROXIES",
        "",
        "Addresses or networks of your own proxies, with commas; empty for this computer's"
        " where the site is hosted, and for none elsewhere.",
    ),
    Setting("THOUSANDFOLD_SECRET", "", "Signing key; empty to make one in the data folder.", True),
    Setting(
        "THOUSANDFOLD_PASSPHRASE_FILE",
        "",
        "File that a service reads the passphrase of locked keys from, such as /dev/fd/3.",
    ),
    Setting(
        "THOUSANDFOLD_MAIL",
        "",
        "Mail server as smtp://user:password@server:587; empty writes to a folder.",
        True,
    ),
    Setting("THOUSANDFOLD_MAIL_FROM", "Thousandfold <noreply@localhost>", "Sender of messages."),
    Setting(
        "THOUSANDFOLD_TIMEZONE", "America/Los_Angeles", "Time zone until a host chooses its own."
    ),
    Setting(
        "THOUSANDFOLD_BROKER",
        "",
        "RabbitMQ for longer work, as amqp://user:password@server:5672/; empty keeps it in the database.",
        True,
    ),
    Setting(
        "THOUSANDFOLD_LOGS",
        "lines",
        "lines for people, or json for programs that gather logs.",
    ),
    Setting(
        "THOUSANDFOLD_METRICS",
        "",
        "Counts for monitoring at /metrics: empty for none, here for this computer only, or a token.",
        True,
    ),
    Setting(
        "THOUSANDFOLD_BACKUPS",
        "7 4",
        "Daily backups: of so many days and then weeks one is kept; 0 makes none.",
    ),
    Setting(
        "THOUSANDFOLD_DEBUG",
        "no",
        "Show technical details of errors. Never on a site with real people.",
    ),
)


def file_of_settings() -> Path:
    """The optional file with settings, one NAME=value a line."""
    return Path(os.environ.get("THOUSANDFOLD_SETTINGS", "thousandfold.env"))


def read(text: str) -> dict[str, str]:
    """What a file of settings says: NAME=value, a # before remarks, quotes where one likes.

    A ``#`` after a value belongs to the value: passwords have them.

    Raises:
        ValueError: for a line that is none of these, with its number; never with its words.
    """
    found = {}
    for number, line in enumerate(text.splitlines(), start=1):
        plain = line.strip().removeprefix("export ")
        if not plain or plain.startswith("#"):
            continue
        name, equals, value = plain.partition("=")
        if not equals or not name.strip().isidentifier():
            raise ValueError(f"Line {number} of the settings is not NAME=value.")
        found[name.strip()] = _unquoted(value.strip())
    return found


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value


def load() -> None:
    """Read the settings file, if there is one; the environment wins."""
    path = file_of_settings()
    if path.exists():
        for name, value in read(path.read_text(encoding="utf-8")).items():
            os.environ.setdefault(name, value)


def value(name: str) -> str:
    """The value of a known setting.

    Raises:
        KeyError: when the name is not in the table.
    """
    known = {one.name: one for one in KNOWN}
    return os.environ.get(name, known[name].default)
