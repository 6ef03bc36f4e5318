# SPDX-License-Identifier: AGPL-3.0-or-later
"""States and kinds of the ground, each with a sentence."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoleKind(models.TextChoices):
    """What an account may be at a host."""

    ADMINISTRATOR = "administrator", _("Administrator: sets up the host and gives roles")
    STAFF = "staff", _("Staff: runs programmes, calls and cohorts")
    COMMITTEE = "committee", _("Committee: reads nominations of one call and scores them")
    FACILITATOR = "facilitator", _("Facilitator: leads one cohort in the room")
    MEMBER = "member", _("Member: takes part in one cohort")


class MessageState(models.TextChoices):
    """What became of a message."""

    DRAFT = "draft", _("Draft: nobody has sent it yet")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed: the mail server refused it")
    DISCARDED = "discarded", _("Discarded: it will not be sent")


class JobState(models.TextChoices):
    """Where a longer piece of work stands."""

    WAITING = "waiting", _("Waiting: it begins in a moment")
    RUNNING = "running", _("Under way")
    DONE = "done", _("Done")
    FAILED = "failed", _("Not done: nothing was changed")


class LookState(models.TextChoices):
    """What came of one look for what was kept long enough."""

    NOTHING = "nothing", _("Nothing was due")
    DELETED = "deleted", _("What was due was deleted")
    TOO_MANY = "too_many", _("So much was due that an administrator must confirm it")
    CLOCK = "clock", _("The clock went ahead; an administrator must say whether it is right")
