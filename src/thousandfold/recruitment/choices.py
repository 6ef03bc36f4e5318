# SPDX-License-Identifier: AGPL-3.0-or-later
"""States of calls, nominations and members, each with a sentence."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CallState(models.TextChoices):
    """Where a call stands."""

    DRAFT = "draft", _("Draft: only staff see it")
    OPEN = "open", _("Open: the link takes nominations")
    CLOSED = "closed", _("Closed: the committee reads and decides")
    DECIDED = "decided", _("Decided: the cohort is seated")


class NominationState(models.TextChoices):
    """Where a nomination stands."""

    DRAFT = "draft", _("Draft: not sent yet")
    SENT = "sent", _("Sent: waiting for the nominee's yes")
    CONFIRMED = "confirmed", _("Confirmed: the nominee said yes")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    MERGED = "merged", _("Merged into another nomination")


class NominationSource(models.TextChoices):
    """How a nomination came in."""

    LINK = "link", _("By the link")
    STAFF = "staff", _("By staff")
    IMPORT = "import", _("From a spreadsheet")
    SELF = "self", _("By the nominee")


class MemberState(models.TextChoices):
    """Where a member of a cohort stands."""

    SEATED = "seated", _("In the cohort")
    DECLINED = "declined", _("Declined the place")
    LEFT = "left", _("Left the cohort")


class CohortState(models.TextChoices):
    """Where a cohort stands on its path."""

    SEATED = "seated", _("Seated: preparing to meet")
    MEETING = "meeting", _("Meeting")
    FINISHED = "finished", _("Finished: its members are alumni")
