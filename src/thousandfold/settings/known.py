# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every setting a host can change: its name, its default, and what it is for.

`doctor` prints this table with each value's source. Nothing else reads the
environment.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from environs import Env


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
        "THOUSANDFOLD_DEBUG",
        "no",
        "Show technical details of errors. Never on a site with real people.",
    ),
)

env = Env()


def file_of_settings() -> Path:
    """The optional file with settings, one NAME=value a line."""
    return Path(env.str("THOUSANDFOLD_SETTINGS", "thousandfold.env"))


def load() -> None:
    """Read the settings file, if there is one; the environment wins."""
    path = file_of_settings()
    if path.exists():
        env.read_env(str(path), override=False)


def value(name: str) -> str:
    """The value of a known setting.

    Raises:
        KeyError: when the name is not in the table.
    """
    known = {one.name: one for one in KNOWN}
    return env.str(name, known[name].default)
