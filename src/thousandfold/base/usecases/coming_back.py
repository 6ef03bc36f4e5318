# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an older database is told before the site opens: who was erased, and what is held.

In this order: holds that were lifted since let go, erased people go again, holds that were
placed since are placed again. Else a hold of the past would keep an erased person here, or a
term that is over would take what must be kept (trust rows 2.6 and BK-3, docs/decisions/0135).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from thousandfold.base import trail
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.keeping import held_list, tombstones
from thousandfold.base.keeping.held_list import Listed
from thousandfold.base.keeping.restoring import Restored, after_restore
from thousandfold.base.keeping.subject import subject_of
from thousandfold.base.models import HeldThing, Host, LegalHold
from thousandfold.base.scope import every_host
from thousandfold.base.usecases.ending import destroy_keys, empty_the_log
from thousandfold.base.usecases.erasing import take_out

#: Stands where the reason was: that was written after the backup, and travels nowhere.
REASON = "Placed again after an older backup was brought back. The reason is not kept apart."


@after_restore
def as_it_was_left(restored: Restored) -> str:
    """After a restore, before the site opens: everything of :func:`tell_again`."""
    if carried := restored.carried(tombstones.NAME):
        tombstones.take_over(carried)
    if carried := restored.carried(held_list.NAME):
        held_list.take_over(carried)
    return tell_again(at=timezone.now())


def tell_again(*, at: datetime) -> str:
    """Lift, erase and hold again whatever was since this database; what there is to say of it."""
    with every_host("who was erased or held stays so at every host"):
        known = held_list.listed(held_list.list_file())
        lifted = sum(_lift_again(one, at) for one in known if one.lifted_at)
        people = replay_tombstones()
        placed = sum(_place_again(one, at) for one in known if _counts(one, at))
        held_list.catch_up()
    said = [
        f"People erased again, as they were since: {people}." if people else "",
        f"Legal holds placed again, as they were since: {placed}." if placed else "",
        f"Legal holds lifted again, as they were since: {lifted}." if lifted else "",
    ]
    return " ".join(one for one in said if one)


def replay_tombstones(*lists: Any) -> int:
    """Erase again whoever is on the list and is here (again); return how many people.

    Nobody is asked: they were erased before, when no hold kept them.
    """
    stones = tombstones.tombstones(tombstones.list_file(), *lists)
    people = 0
    with every_host("who was erased stays erased at every host"):
        for rows, narrow in tombstones.buried(stones):
            subject = subject_of(*rows, narrow=narrow)
            with transaction.atomic():
                take_out(subject, None, timezone.now())
            destroy_keys(subject, timezone.now())
            people += 1
    if people:
        empty_the_log()
    return people


def _counts(one: Listed, at: datetime) -> bool:
    """Whether a listed hold keeps anything now."""
    over = one.until and date.fromisoformat(one.until) < at.date()
    return not (one.lifted_at or over)


def _lift_again(one: Listed, at: datetime) -> int:
    found = LegalHold._base_manager.filter(pk=one.hold, lifted_at=None).first()
    if found is None:
        return 0
    with transaction.atomic():
        lifted = datetime.fromisoformat(one.lifted_at)
        LegalHold._base_manager.filter(pk=found.pk).update(lifted_at=lifted)
        trail.record(Viewer(host=found.host), "lifted_again", found, at)
    return 1


def _place_again(one: Listed, at: datetime) -> int:
    """Place a hold that this database does not know, on those of its things that are here."""
    host = Host.objects.filter(pk=one.host).first()
    if host is None or LegalHold._base_manager.filter(pk=one.hold).exists():
        return 0
    things = list(_found(one))
    if not things:
        return 0
    with transaction.atomic():
        made = LegalHold.objects.create(
            id=one.hold, host=host, reason=REASON, since=datetime.fromisoformat(one.since),
            until=date.fromisoformat(one.until) if one.until else None,
        )  # fmt: skip
        HeldThing.objects.bulk_create(
            HeldThing(host=host, hold=made, label=label, key=key) for label, key in things
        )
        trail.record(Viewer(host=host), "placed_again", made, at, things=len(things))
    return 1


def _found(one: Listed) -> Iterator[tuple[str, str]]:
    """The held things that are in this database, by label and key. Linear in their tables."""
    for label in dict.fromkeys(label for label, _ in one.things):
        wanted = {digest for name, digest in one.things if name == label}
        try:
            model = apps.get_model(label)
        except LookupError:
            continue
        for key in model._base_manager.values_list("pk", flat=True).iterator():
            if tombstones.digest(key) in wanted:
                yield label, str(key)
