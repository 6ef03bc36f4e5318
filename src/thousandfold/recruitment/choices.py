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
    """Where a cohort stands on its path. Worked out from its days and its end, never stored."""

    SEATED = "seated", _("Seated: preparing to meet")
    MEETING = "meeting", _("Meeting")
    FINISHED = "finished", _("Finished: its members are alumni")


class MarkKind(models.TextChoices):
    """What a committee member said about a nominee."""

    SCORED = "scored", _("Scored")
    ABSTAINED = "abstained", _("I leave this one to the others")
    CONFLICT = "conflict", _("I am too close to this person to score")


class BatchKind(models.TextChoices):
    """What was done to several nominations at once."""

    IMPORT = "import", _("Import from a spreadsheet")
    BULK = "bulk", _("One action on several nominations")
    MERGE = "merge", _("Two nominations made one")


class PoolKind(models.TextChoices):
    """Who may be chosen."""

    CONFIRMED = "confirmed", _("Nominees who said yes")
    ALL = "all", _("Also nominees who have not answered yet")
