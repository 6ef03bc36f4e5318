# SPDX-License-Identifier: AGPL-3.0-or-later
"""What tables share: ids, the host they belong to, and a version for editing."""

from __future__ import annotations

from django.db import models
from django_scopes import ScopedManager

from thousandfold.base.ids import uuid7
from thousandfold.base.privacy import P0, P1


class Identified(models.Model):
    """A row with a public id that tells nothing."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True

    class Privacy:
        id = P0


class HostOwned(Identified):
    """A row of one host. Reading it without a host in scope raises.

    ``objects`` sees only the host in scope (django-scopes); a page enters the
    scope from its address, a command enters it in words.
    """

    host = models.ForeignKey("base.Host", on_delete=models.CASCADE, related_name="+")

    objects = ScopedManager(host="host")

    class Meta:
        abstract = True

    class Privacy:
        host = P1


class Editable(models.Model):
    """A row that people edit: each save must name the version it was based on."""

    version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    class Privacy:
        version = P1
        changed_at = P1
