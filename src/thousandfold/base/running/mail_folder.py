# SPDX-License-Identifier: AGPL-3.0-or-later
"""The folder into which messages go where no mail server is set: what in it names a person."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from thousandfold.base.keeping.holdings import elsewhere
from thousandfold.base.keeping.subject import Subject

#: What Django's file backend writes after each message.
BETWEEN = b"-" * 79


def _letters(subject: Subject) -> list[Path]:
    """Files with a letter to the person, or one that names them."""
    folder = Path(settings.EMAIL_FILE_PATH or "")
    if not (settings.EMAIL_FILE_PATH and folder.is_dir() and (subject.emails or subject.names)):
        return []
    return [file for file in sorted(folder.iterdir()) if file.is_file() and _names(file, subject)]


def _names(file: Path, subject: Subject) -> bool:
    return any(
        subject.is_in(_text(part)) for part in file.read_bytes().split(BETWEEN) if part.strip()
    )


def _text(raw: bytes) -> str:
    """A letter as it is read: its head and body without the post's codes."""
    letter = message_from_bytes(raw.lstrip(), _class=EmailMessage, policy=policy.default)
    body = letter.get_body(("plain", "html"))
    head = " ".join(str(value) for value in letter.values())
    return f"{head} {body.get_content() if body else ''}"


def _found(subject: Subject) -> list[str]:
    return [file.name for file in _letters(subject)]


@elsewhere(_("Letters in the mail folder"), _found)
def _forget(subject: Subject) -> None:
    for file in _letters(subject):
        with file.open("r+b") as opened:  # the bytes go too, not only the name
            opened.write(b"\0" * file.stat().st_size)
        file.unlink()
