# SPDX-License-Identifier: AGPL-3.0-or-later
"""States of platforms and planks, and the eight steps of agreement, each with a sentence."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlatformState(models.TextChoices):
    """Where a platform stands."""

    DRAFT = "draft", _("Draft: the cohort is still writing")
    ADOPTED = "adopted", _("Adopted")


class PlankState(models.TextChoices):
    """Where a plank stands."""

    CANDIDATE = "candidate", _("Candidate: from the forest, without a wording yet")
    DRAFT = "draft", _("Draft: worded, not adopted")
    ADOPTED = "adopted", _("Adopted")
    CARRIED = "carried_forward", _("Carried forward: to be heard again")
    WITHDRAWN = "withdrawn", _("Withdrawn")


#: States in which a plank stands on the platform's picture.
ON_THE_TREE = (PlankState.CANDIDATE, PlankState.DRAFT, PlankState.ADOPTED)


#: Still to be decided; and set aside for now.
OPEN = (PlankState.CANDIDATE, PlankState.DRAFT)
SET_ASIDE = (PlankState.CARRIED, PlankState.WITHDRAWN)


class Agreement(models.IntegerChoices):
    """Eight steps from yes to no (Kaner's gradients of agreement; method row E12)."""

    WHOLE = 1, _("Yes, all of it")
    MINOR = 2, _("Yes, with a small worry")
    RESERVED = 3, _("I can live with it")
    ABSTAIN = 4, _("I take no side")
    MORE = 5, _("I need to talk more, and will not stand in the way")
    AGAINST = 6, _("No, and I go along with the group")
    EXEMPT = 7, _("No, and please do not count on me to carry it")
    BLOCK = 8, _("No, I cannot let this pass as it is")


#: From here on a person is invited to say what is missing.
ASKED_WHAT_IS_MISSING = Agreement.AGAINST
