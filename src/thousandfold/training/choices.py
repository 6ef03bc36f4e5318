# SPDX-License-Identifier: AGPL-3.0-or-later
"""Kinds of slots and marks of attendance, each with a sentence."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SlotKind(models.TextChoices):
    """What fills a stretch of a day."""

    ACTIVITY = "activity", _("An activity of the programme")
    BREAK = "break", _("Break")
    MEAL = "meal", _("Meal")
    OTHER = "other", _("Something else")


class Mark(models.TextChoices):
    """Whether somebody was there. No reason is asked or kept."""

    HERE = "here", _("Here")
    LATE = "late", _("Came late")
    LEFT_EARLY = "left_early", _("Left early")
    AWAY = "away", _("Not today")
