# SPDX-License-Identifier: AGPL-3.0-or-later
"""Erasing a person: what would go and what stays, and then doing it, everywhere.

Rows go in one transaction; once that is kept, the person's keys go, so that what backups hold
of their own words is noise, and the copies that a database keeps of what it forgot (trust row
3.5, docs/decisions/0096 and 0134).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db import models, transaction
from django.db.models import Model, Q, QuerySet
from django.db.transaction import on_commit
from django.utils import timezone

from thousandfold.base import trail
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.viewer import NOBODY, Viewer
from thousandfold.base.keeping.common_work import let_stay
from thousandfold.base.keeping.holdings import Erased, Holding, holdings, places
from thousandfold.base.keeping.legal_holds import refuse_if_held
from thousandfold.base.keeping.subject import Subject, mentioned, rows_at, rows_of, subject_of
from thousandfold.base.models import Account, Host, Role, TrailEntry
from thousandfold.base.permissions import NotAllowed, Permission, require
from thousandfold.base.scope import every_host
from thousandfold.base.usecases import ending
from thousandfold.base.usecases.roles import LastAdministrator
from thousandfold.base.usecases.trail import blank_details

#: So many rows go at a time: a query holds only so many ids.
PART = 500


@dataclass(frozen=True)
class Line:
    """One table: what pages call it, why it is kept, and how many rows."""

    name: Any
    why: Any
    count: int


@dataclass(frozen=True)
class Preview:
    """Exactly what an erasure does. ``outside``: places that are no tables, with what is there."""

    goes: tuple[Line, ...]
    emptied: tuple[Line, ...]
    outside: tuple[tuple[Any, tuple[str, ...]], ...]
    account_stays: bool


def what_goes(subject: Subject) -> Preview:
    """What :func:`erase_person` and :func:`erase_oneself` would do. Nothing is changed."""
    with every_host("what is shown before an erasure is what it will find"):
        lines = [(one, subject.ids(one.model)) for one in holdings()]
        goes = [_line(one, keys) for one, keys in lines if keys and one.erased is Erased.DELETED]
        emptied = [_line(one, keys) for one, keys in lines if keys and one.erased is Erased.BLANKED]
        for one, _keys in lines:
            for _each, rows in mentioned(one, subject):
                if count := rows.count():
                    emptied.append(Line(one.name, one.why, count))
        outside = tuple(
            (one.name, tuple(found)) for one in places() if (found := one.find(subject))
        )
    return Preview(tuple(goes), tuple(emptied), outside, bool(subject.lent))


def _line(one: Holding, keys: set[Any]) -> Line:
    return Line(one.name, one.why, len(keys))


def where_named(subject: Subject) -> list[tuple[Any, int]]:
    """Tables of others' texts in which the person's name or address stands, with a count.

    An erasure leaves these words alone: they are somebody else's. Whoever reads them decides.
    """
    found = []
    words = subject.emails | subject.names
    with every_host("where a name stands is asked of every table once"):
        for one in holdings() if words else ():
            question = _named_in(one, words)
            if question is not None:
                rows = rows_at(one, subject.host).filter(question)
                count = rows.exclude(pk__in=subject.ids(one.model)).count()
                found += [(one.name, count)] if count else []
    return found


def _named_in(one: Holding, words: set[str]) -> Q | None:
    plain = (models.CharField, models.TextField)
    names = [
        each.name
        for each in one.fields()
        if isinstance(each, plain) and not hasattr(each, "owners_of") and not each.choices
    ]
    asked = [Q(**{f"{name}__icontains": word}) for name in names for word in words]
    return reduce(or_, asked) if asked and not one.label.startswith("base.Trail") else None


def erase_person(*, viewer: Viewer, row: Model, at: datetime) -> int:
    """Erase everything that this host holds of the person of a row; return how many rows.

    Their account goes too unless another host knows it.

    Raises:
        NotAllowed: unless the viewer may erase people.
        KeptForNow: when a legal hold keeps anything of it.
        LastAdministrator: when nobody would be left to give roles.
    """
    require(viewer, Permission.PERSON_ERASE, row)
    return _erase(subject_of(row, host=viewer.host), viewer, at)


def erase_oneself(*, viewer: Viewer, at: datetime, stays: Collection[str] = ()) -> int:
    """Erase everything of one's own on this installation, at every host; return how many rows.

    ``stays``: keys of what they let stay in common work, without their name.

    Raises:
        NotAllowed: unless signed in.
        KeptForNow: when a legal hold of any host keeps anything of it.
        LastAdministrator: when a host would be left without one.
    """
    if viewer.account is None:
        raise NotAllowed(permission=Permission.PERSON_ERASE.value)
    return _erase(subject_of(viewer.account), viewer, at, stays)


def erase_who_proved_it(*, subject: Subject, at: datetime, stays: Collection[str] = ()) -> int:
    """Erase a person without an account who came by a link of their own; return how many rows.

    Whoever calls it has looked at the link: the subject is what that link proves.

    Raises:
        NotAllowed: for somebody with an account, who signs in for that.
        KeptForNow: when a legal hold keeps anything of it.
    """
    if subject.ids(Account) or subject.lent:
        raise NotAllowed(permission=Permission.PERSON_ERASE.value)
    return _erase(subject, NOBODY, at, stays)


def _erase(subject: Subject, viewer: Viewer, at: datetime, stays: Collection[str] = ()) -> int:
    refuse_if_held(subject)
    _refuse_last_administrator(subject)
    with every_host("an erasure reaches whatever host holds something"):
        return _finish(subject, viewer.actor, at, stays)


def _finish(subject: Subject, actor: Any, at: datetime, stays: Collection[str] = ()) -> int:
    """A note, the rows, and once they are gone the keys: nothing is lost by a crash in between."""
    noted = ending.begin(subject, at)
    with transaction.atomic():
        let_stay(subject, stays, at)
        count = take_out(subject, actor, at)
        on_commit(lambda: ending.end(noted), robust=True)
    return count


def erase_when_due(rows: QuerySet[Any]) -> None:
    """Erase people whose term is over: no person asks, so nobody is asked for a permission.

    Raises:
        KeptForNow: when a legal hold keeps anything of one of them.
    """
    at = timezone.now()
    for row in rows:
        subject = subject_of(row, host=row.host)
        refuse_if_held(subject)
        _refuse_last_administrator(subject)
        with every_host("an erasure reaches whatever holds something"):
            _finish(subject, None, at)


def _refuse_last_administrator(subject: Subject) -> None:
    with every_host("an account may be the last administrator of any host"):
        open_roles = Role.objects.filter(kind=RoleKind.ADMINISTRATOR, ended_at=None)
        mine = open_roles.filter(pk__in=subject.ids(Role))
        for host in mine.filter(host__is_demo=False).values_list("host", flat=True):
            if not open_roles.filter(host=host).exclude(pk__in=subject.ids(Role)).exists():
                raise LastAdministrator


def take_out(subject: Subject, actor: Any, at: datetime) -> int:
    """Delete and empty, those first that lean on others. Needs a transaction and all hosts."""
    hosts = _hosts(subject)
    count = 0
    for one in reversed(holdings()):
        for each, rows in mentioned(one, subject):
            rows.update(**each.empty)
        if one.erased is Erased.DELETED:
            count += _delete(one, subject)
        elif one.empty and one.model is not TrailEntry:
            count += rows_of(one, subject).update(**one.empty)
    for place in places():
        place.erase(subject)
    for host in hosts:
        _empty_trail(host, subject, actor, count, at)
    return count


def _hosts(subject: Subject) -> list[Host]:
    if subject.host:
        return [subject.host]
    owned = [one for one in holdings() if hasattr(one.model, "host_id") and subject.ids(one.model)]
    ids = {key for one in owned for key in rows_of(one, subject).values_list("host", flat=True)}
    return list(Host.objects.filter(pk__in=ids))


def _delete(one: Holding, subject: Subject) -> int:
    keys = list(subject.ids(one.model))
    for start in range(0, len(keys), PART):
        rows = one.model._base_manager.filter(pk__in=keys[start : start + PART])
        (one.erase or _delete_rows)(rows)
    return len(keys)


def _delete_rows(rows: Any) -> None:
    rows.delete()


def _empty_trail(host: Host, subject: Subject, actor: Any, count: int, at: datetime) -> None:
    """Empty the details of lines about the person; who did what and when stays, by ids."""
    here = Viewer(account=Account.objects.filter(pk=actor).first(), host=host)
    lines = TrailEntry.objects.filter(host=host)
    keys = list(subject.ids(TrailEntry))
    for start in range(0, len(keys), PART):
        blank_details(here, lines.filter(pk__in=keys[start : start + PART]), at)
    trail.record(here, "erased_person", host, at, rows=count)
