# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far a listing goes, and where a step stands, each with a sentence."""

from django.db import models
from django.utils.translation import gettext_lazy as _

#: The version of the words people consent to. Other words, another number.
WORDING_VERSION = 1


class ListingReach(models.TextChoices):
    """Who may find a person in the directory."""

    HOST = "host", _("Staff and alumni of this host")
    NETWORK = "network", _("Also alumni of other hosts in the network")


class StepState(models.TextChoices):
    """Where a step stands. None is better than another."""

    OPEN = "open", _("Open")
    KEPT = "kept", _("Done")
    CHANGED = "changed", _("Became something else")
    LET_GO = "let_go", _("Let go")
