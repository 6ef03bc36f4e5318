# SPDX-License-Identifier: AGPL-3.0-or-later
"""States of runs and places, each with a sentence."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    """Where a run stands (spec: exercises 1.1). While live, the step says the phase."""

    DRAFT = "draft", _("Draft: not planned yet")
    SCHEDULED = "scheduled", _("Planned")
    LIVE = "live", _("Live: in the room now")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")
    ARCHIVED = "archived", _("Archived")


class Mode(models.TextChoices):
    """How a run is held."""

    LIVE = "live", _("In the room, on phones")
    PAPER = "paper", _("On paper")
    ALONE = "alone", _("Alone, in one's own time")
    MIXED = "mixed", _("Phones and paper together")


class PlaceState(models.TextChoices):
    """Where a place at the table stands."""

    WAITING = "waiting", _("Waiting at the door")
    HERE = "here", _("At the table")
    GONE = "gone", _("Left")
    AWAY = "away", _("Turned away at the door")


class Capture(models.TextChoices):
    """Who put an answer in."""

    SELF = "self", _("By the person")
    SCRIBE = "scribe", _("Typed in by a scribe from paper")


#: What facilitators do with a run, in words that can stand after a name.
MOVES = (
    ("start", _("opened the exercise")),
    ("step", _("went to a step")),
    ("pause", _("paused")),
    ("resume", _("went on after the pause")),
    ("extend", _("gave more time")),
    ("extend_one", _("gave one place more time")),
    ("reveal", _("revealed")),
    ("cover", _("covered what was revealed")),
    ("hide", _("hid the screens")),
    ("show", _("showed the screens again")),
    ("group", _("made groups")),
    ("close", _("closed the exercise")),
    ("reopen", _("reopened the exercise")),
    ("undo", _("took a step back")),
)
