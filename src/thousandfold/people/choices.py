# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sectors, legal forms and sides, each with a sentence."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sector(models.TextChoices):
    """Where an organisation belongs (method row B1)."""

    GOVERNMENT = "government", _("Government")
    UNION = "union", _("Union")
    COMMUNITY = "community", _("Community organisation")
    FAITH = "faith", _("Congregation or faith group")
    EDUCATION = "education", _("School or college")
    BUSINESS = "business", _("Small business")
    OTHER = "other", _("Another kind")


class LegalForm(models.TextChoices):
    """Legal forms that decide what an organisation may do (method row K1)."""

    C3 = "501c3", _("501(c)(3) public charity")
    C4 = "501c4", _("501(c)(4) social welfare organisation")
    C5 = "501c5", _("501(c)(5) labour organisation")
    PUBLIC = "public", _("Public body")
    RELIGIOUS = "religious", _("Religious organisation")
    UNINCORPORATED = "unincorporated", _("Not incorporated")
    OTHER = "other", _("Another form")


class Side(models.TextChoices):
    """Inside or outside government (method row B2). Neither is higher."""

    INSIDE = "inside", _("Inside government")
    OUTSIDE = "outside", _("Outside government")


class Post(models.TextChoices):
    """What a person does for a while; the side follows from it."""

    ELECTED = "elected", _("Elected official")
    APPOINTED = "appointed", _("Appointed to a board or commission")
    STAFF = "staff", _("Staff in government")
    MOVEMENT = "movement", _("Movement organiser or staff")
    LABOUR = "labour", _("Labour leader or staff")
    FAITH = "faith", _("Faith leader")
    COMMUNITY = "community", _("Community leader")

    @property
    def side(self) -> Side:
        """Inside for elected, appointed and staff; outside for the rest."""
        inside = (Post.ELECTED, Post.APPOINTED, Post.STAFF)
        return Side.INSIDE if self in inside else Side.OUTSIDE
