# SPDX-License-Identifier: AGPL-3.0-or-later
"""Handing a person what is held about them: by themselves, or by staff for who has no account."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Model

from thousandfold.base import trail
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.keeping.handing_out import as_zip, held_about
from thousandfold.base.keeping.subject import subject_of
from thousandfold.base.permissions import NotAllowed, Permission, require


def hand_out_own(*, viewer: Viewer, private_line: bool = True, at: datetime) -> bytes:
    """Everything held about whoever is signed in, at every host here, as a zip.

    A printed card, which somebody else held too, opens no words that only they may read;
    nor do these go over a line that others may read along.

    Raises:
        NotAllowed: unless signed in.
    """
    if viewer.account is None:
        raise NotAllowed(permission=Permission.PERSON_EXPORT.value)
    tables = held_about(subject_of(viewer.account), private=private_line and not viewer.by_card)
    return as_zip(tables, at=at, whose=str(viewer.account))


def hand_out_for(*, viewer: Viewer, row: Model, at: datetime, whose: str = "") -> bytes:
    """What this host holds about a person, without words that only they may read, as a zip.

    Raises:
        NotAllowed: unless the viewer is staff or an administrator.
    """
    require(viewer, Permission.PERSON_EXPORT, row)
    tables = held_about(subject_of(row, host=viewer.host), private=False)
    made = as_zip(tables, at=at, whose=whose or str(row))
    with transaction.atomic():
        trail.record(viewer, "exported", row, at)
    return made
