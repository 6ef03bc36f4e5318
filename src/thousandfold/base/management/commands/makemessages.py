# SPDX-License-Identifier: AGPL-3.0-or-later
"""Collecting texts for translators: also those that our code names ``say("...")``.

Modules import gettext as ``say`` where ``_`` is the lazy one; xgettext has to be told.
"""

from __future__ import annotations

from django.core.management.commands import makemessages


class Command(makemessages.Command):
    """Django's own command with one keyword more, and without guesses.

    A text that only resembles another is not translated by it (docs/reference/languages.md).
    """

    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=say"]
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]
