# SPDX-License-Identifier: AGPL-3.0-or-later
"""The key of backups: its open half is on the server, its secret half is on paper.

Files are closed in the age format (age-encryption.org/v1), so that the ``age`` program
opens them without us. It is authenticated: one changed bit anywhere, and nothing opens.
The library is loaded when a backup is made, not when the server starts.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from thousandfold_core.errors import Refusal

MAGIC = b"age-encryption.org/v1"
#: How a secret half begins, and how long it is with that: its last six letters are a check sum.
BEGINS, WHOLE = "AGE-SECRET-KEY-1", 74


class NoSuchIdentity(Refusal):
    """A file that holds no secret half of a key. Params: ``where``."""

    code = "no-such-identity"
    text = "{where} holds no backup key. It is the line that begins with AGE-SECRET-KEY-1."


class MistypedIdentity(Refusal):
    """A secret half that was not copied well. Params: ``where``, ``what``."""

    code = "mistyped-identity"
    text = (
        "The backup key in {where} is not as it stands on the sheet: {what}. Compare the letters "
        "four by four; behind the 1, B, I, O and another 1 never occur."
    )


class NoSuchRecipient(Refusal):
    """Words that are no open half of a key. Params: ``given``."""

    code = "no-such-recipient"
    text = "“{given}” is no open half of a backup key. It begins with age1 and has 62 letters."


class IdentityNeeded(Refusal):
    """A closed backup and nothing to open it. Params: ``where``."""

    code = "identity-needed"
    text = "{where} is encrypted. Name the file with your backup key: --identity FILE."


class AnotherIdentity(Refusal):
    """The key does not open the file, or the file was changed. Params: ``where``."""

    code = "another-identity"
    text = (
        "{where} does not open: it was changed, or it was made for another backup key. "
        "Try the other key, or take another backup."
    )


def recipient_file(data: Path) -> Path:
    """Where the open half is."""
    return data / "keys" / "backup.recipient"


def recipient(data: Path) -> str:
    """The open half that backups are closed to; empty when none was chosen."""
    path = recipient_file(data)
    return path.read_text(encoding="ascii").strip() if path.exists() else ""


def use_recipient(data: Path, text: str) -> None:
    """Close backups to this open half from now on.

    Raises:
        NoSuchRecipient: when it is none.
    """
    _recipient(text)
    path = recipient_file(data)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text(text.strip() + "\n", encoding="ascii")
    part.replace(path)


def new_pair() -> tuple[str, str]:
    """A new key: its secret half and its open half."""
    from pyrage import x25519

    made = x25519.Identity.generate()
    return str(made), str(made.to_public())


def read_identity(path: Path) -> str:
    """The secret half in a file, as ``age-keygen`` writes it or as it was typed from paper.

    Raises:
        NoSuchIdentity: when the file holds none.
        MistypedIdentity: when one is there that is too short, too long or has a wrong letter.
    """
    from pyrage import IdentityError, x25519

    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        raise NoSuchIdentity(where=path) from problem
    kept = "".join("".join(one.split()) for one in lines if not one.startswith("#")).upper()
    try:
        x25519.Identity.from_str(kept)
    except IdentityError as problem:
        if kept.startswith(BEGINS):
            count = f"{len(kept)} letters instead of {WHOLE}"
            what = count if len(kept) != WHOLE else "a letter is another one"
            raise MistypedIdentity(where=path, what=what) from problem
        raise NoSuchIdentity(where=path) from problem
    return kept


def is_closed(path: Path) -> bool:
    """True when a file is in the age format."""
    with contextlib.suppress(OSError), path.open("rb") as opened:
        return opened.read(len(MAGIC)) == MAGIC
    return False


def close(source: Path, target: Path, *recipients: str) -> None:
    """Write a file closed to these open halves."""
    import pyrage

    pyrage.encrypt_file(str(source), str(target), [_recipient(one) for one in recipients])


def open_to(source: Path, target: Path, identity: str) -> None:
    """Open a closed file into another.

    Raises:
        AnotherIdentity: when it does not open, whatever the reason.
    """
    import pyrage

    try:
        pyrage.decrypt_file(str(source), str(target), [pyrage.x25519.Identity.from_str(identity)])
    except (pyrage.DecryptError, OSError) as problem:
        target.unlink(missing_ok=True)
        raise AnotherIdentity(where=source.name) from problem


def _recipient(text: str) -> Any:
    from pyrage import RecipientError, x25519

    try:
        return x25519.Recipient.from_str(text.strip())
    except RecipientError as problem:
        raise NoSuchRecipient(given=text.strip()[:70]) from problem
