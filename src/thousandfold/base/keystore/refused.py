# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the keystore refuses."""

from __future__ import annotations

from thousandfold_core.errors import Refusal


class KeyDestroyed(Refusal):
    """New words for somebody whose key was destroyed: they asked to be forgotten."""

    code = "key-destroyed"
    text = "This person was erased. Nothing more can be written for them here."


class KeysDoNotFit(Refusal):
    """The installation's key is another one than the keystore was made with."""

    code = "keys-do-not-fit"
    text = (
        "The keys of this site do not fit together, so nothing can be kept closed. "
        "Whoever runs the computer puts the files of the keys folder back as they were."
    )


class KeysLocked(Refusal):
    """The installation's key is behind a passphrase that nobody has typed yet."""

    code = "keys-locked"
    text = (
        "The keys of this site are locked. Start it with `thousandfold serve`, which asks for the "
        "passphrase, or name a file with it in THOUSANDFOLD_PASSPHRASE_FILE."
    )


class WrongPassphrase(Refusal):
    """A passphrase that does not open what is behind it."""

    code = "wrong-passphrase"
    text = "This is not the passphrase. Mind capitals and spaces, and try again."
