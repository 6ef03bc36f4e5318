# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a legal hold keeps, and the one place that every deletion passes.

Django tells of each row before it is deleted, whatever code asked for it: a use case, a
term that is over, an erasure, a cascade. A held row is refused there, and its transaction
with it (trust rows 2.6 and T-HOLD, docs/decisions/0095).
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import CASCADE, PROTECT, Model, QuerySet
from django.db.models.signals import pre_delete

from thousandfold.base.keeping.holdings import holding_of, holdings
from thousandfold.base.keeping.subject import mentioned, subject_of
from thousandfold.base.models import HeldThing, Host, LegalHold
from thousandfold.base.scope import every_host
from thousandfold_core.errors import Refusal

Rows = dict[type[Model], set[Any]]
#: Where a deletion remembers what is held, so that it asks once for all its rows.
NOTED = "_held_rows"


class KeptForNow(Refusal):
    """A legal hold keeps this. Params: ``thing`` (the table's label)."""

    code = "kept-for-now"
    text = (
        "This cannot be deleted now: it has to be kept for the time being. "
        "An administrator of the host can say why."
    )


def held_rows(host: Host | None = None) -> Rows:
    """Rows that open holds keep, by table; of one host, or of all.

    What a hold names, everything of a named person, and everything that is a part of these:
    of a cohort its members, rooms, sessions and platform.
    """
    with every_host("a hold keeps rows of accounts too, which belong to no host"):
        holds = LegalHold.objects.filter(lifted_at=None)
        holds = holds.filter(host=host) if host else holds
        found: Rows = {}
        for hold in holds.select_related("host").prefetch_related("things"):
            found.setdefault(LegalHold, set()).add(hold.pk)
            for thing in hold.things.all():
                _add(found, thing, hold.host)
        if found:
            _add_parts(found)
    return found


def _add(found: Rows, thing: HeldThing, host: Host) -> None:
    row = row_of(thing)
    if row is None:
        return
    model = type(row)
    found.setdefault(model, set()).add(row.pk)
    known = holding_of(model)
    if known and known.is_about_people:
        for kind, keys in subject_of(row, host=host).rows.items():
            found.setdefault(kind, set()).update(keys)


def row_of(thing: HeldThing) -> Model | None:
    """The row that a hold names; None when the table or the row is gone."""
    try:
        return apps.get_model(thing.label)._base_manager.filter(pk=thing.key).first()
    except (LookupError, ValueError, ValidationError):
        return None


def _add_parts(found: Rows) -> None:
    """Rows that would go with these, or that these cannot go without."""
    grew = True
    while grew:
        before = sum(map(len, found.values()))
        for one in holdings():
            for each in one.fields():
                keys = found.get(each.related_model) if each.is_relation else None
                rule = getattr(each.remote_field, "on_delete", None) if keys else None
                if keys and rule in (CASCADE, PROTECT):
                    rows = one.model._base_manager.filter(**{f"{each.name}__in": keys})
                    found.setdefault(one.model, set()).update(rows.values_list("pk", flat=True))
        grew = sum(map(len, found.values())) > before


def not_held(rows: QuerySet[Any], held: Rows) -> QuerySet[Any]:
    """Those rows that no hold keeps."""
    keys = held.get(rows.model)
    return rows.exclude(pk__in=keys) if keys else rows


def refuse_if_held(subject: Any) -> None:
    """Refuse when a hold keeps anything that an erasure of this person would change.

    Raises:
        KeptForNow: naming the first table of which a row is held.
    """
    held = held_rows()
    for model, keys in subject.rows.items():
        known = holding_of(model)
        if known and known.held and keys & held.get(model, set()):
            raise KeptForNow(thing=model._meta.label)
    with every_host("rows of others that name the person may be held too"):
        for one in holdings():
            for _each, rows in mentioned(one, subject) if held.get(one.model) else ():
                if rows.filter(pk__in=held[one.model]).exists():
                    raise KeptForNow(thing=one.label)


def refuse_held_row(sender: type[Model], instance: Model, origin: Any = None, **_: Any) -> None:
    """Called for every row before it is deleted.

    Raises:
        KeptForNow: when a hold keeps it.
    """
    known = holding_of(sender)
    if known is None or not known.held:
        return
    held = getattr(origin, NOTED, None)
    if held is None:
        held = held_rows()
        setattr(origin, NOTED, held)
    if instance.pk in held.get(sender, ()):
        delattr(origin, NOTED)
        raise KeptForNow(thing=sender._meta.label)


def keep_watch() -> None:
    """Stand at every deletion from now on."""
    pre_delete.connect(refuse_held_row, dispatch_uid="thousandfold.legal-hold")
