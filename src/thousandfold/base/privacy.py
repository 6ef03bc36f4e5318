# SPDX-License-Identifier: AGPL-3.0-or-later
"""Privacy classes: every stored field carries one, or the build fails.

The classes are P0 public, P1 network, P2 host staff, P3 cohort, P4 the person's
own, P5 sealed. A model says them in an inner class::

    class Privacy:
        name = P2
"""

from __future__ import annotations

from enum import StrEnum

from django.db import models


class Class(StrEnum):
    """How confidential a stored field is."""

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"
    P5 = "P5"


P0, P1, P2, P3, P4, P5 = Class

#: Tables that come with libraries. Every field of theirs gets the table's class.
LIBRARIES: dict[str, Class] = {
    "auth": P0,
    "contenttypes": P0,
    "sessions": P2,
    "account": P2,
    "mfa": P2,
    # Ids of jobs, and where in the code one broke: never words.
    "django_tasks_database": P1,
}


def class_of(model: type[models.Model], field: str) -> Class | None:
    """The privacy class of a field, or None when nobody declared one."""
    if model._meta.app_label in LIBRARIES:
        return LIBRARIES[model._meta.app_label]
    for base in model.__mro__:
        found = getattr(base.__dict__.get("Privacy"), field, None)
        if found is not None:
            return found
    return None


def undeclared(model: type[models.Model]) -> list[str]:
    """Names of the fields of this model that carry no class."""
    return [
        field.name
        for field in model._meta.get_fields(include_hidden=False)
        if getattr(field, "concrete", False) and class_of(model, field.name) is None
    ]
