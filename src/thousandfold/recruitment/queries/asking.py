# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may stand behind an address that somebody proved: one entry for each person.

An office's or a family's address is several people's: they are told apart by name, so that
nobody erases another by mistake.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thousandfold.base.keeping.handing_out import Table, held_about
from thousandfold.base.keeping.subject import Subject, subject_of
from thousandfold.base.models import Account
from thousandfold.base.scope import every_host
from thousandfold.people.models import Person
from thousandfold.recruitment.models import Nomination
from thousandfold.recruitment.queries.readings import Reading, readings_of

#: The entry of somebody who nominated others.
NOMINATOR = "nominator"
NOMINATOR_FIELDS = ("nominator_name", "nominator_organisation", "nominator_email")


@dataclass(frozen=True)
class Entry:
    """One person behind an address, or what they left as a nominator (without ``subject``).

    ``signs_in``: an account is theirs; they find everything there, behind its own locks.
    """

    key: str
    name: str
    subject: Subject | None = None
    signs_in: bool = False

    def tables(self, email: str, *, private: bool) -> list[Table]:
        """What is held. Without ``private``, words that only they may read stay closed."""
        if self.subject is not None:
            return held_about(self.subject, private=private)
        with every_host("a nominator may have written to several hosts"):
            return [nominator_table(nominated_by(email))]

    def readings(self) -> list[Reading]:
        """Who opened what was written about them, by day."""
        if self.subject is None:
            return []
        with every_host("readings of a person's nominations, at whatever host"):
            rows = Nomination.objects.filter(pk__in=self.subject.ids(Nomination))
            found = [one for row in rows.select_related("host") for one in readings_of(row)]
        return sorted(set(found), key=lambda one: one.day, reverse=True)


def entries_of(email: str) -> list[Entry]:
    """Everybody whom an address may belong to, by name; then the nominator, if there is one."""
    with every_host("an address is looked for at every host"):
        found = list(_people(email))
        if not found and Account.objects.filter(email__iexact=email).exists():
            found.append(Entry("account", email, signs_in=True))
        if nominated_by(email).exists():
            found.append(Entry(NOMINATOR, ""))
    return found


def entry_of(email: str, key: str) -> Entry | None:
    """One of them."""
    return next((one for one in entries_of(email) if one.key == key), None)


def _people(email: str) -> Iterator[Entry]:
    rows: list[Any] = [
        row
        for model in (Nomination, Person)
        for row in model.objects.filter(email__iexact=email).exclude(email="")
    ]
    seen: set[Any] = set()
    for sort_name, group in groupby(sorted(rows, key=_name), key=_name):
        seeds = list(group)
        if seen & {one.pk for one in seeds}:
            continue  # another spelling of one who was found already
        subject = subject_of(*seeds)
        seen |= subject.all_ids()
        signs_in = bool(subject.ids(Account) or subject.lent)
        yield Entry(key_of(sort_name), seeds[0].name, None if signs_in else subject, signs_in)


def key_of(sort_name: str) -> str:
    """How an address of a page names one of several people behind a link."""
    return hashlib.sha256(sort_name.encode()).hexdigest()[:12]


def _name(row: Any) -> str:
    return str(row.sort_name)


def nominated_by(email: str) -> QuerySet[Nomination]:
    """Nominations that name an address as their nominator's. Needs every host in scope."""
    return Nomination.objects.filter(nominator_email__iexact=email).exclude(nominator_email="")


def nominator_table(rows: Iterable[Nomination]) -> Table:
    """What is held of somebody as a nominator: their own name, never whom they named."""
    return Table(
        _("Your name as the person who nominated"),
        _("So that the nominee and the committee know from whom it comes."),
        _("As long as the nomination."),
        [{name: getattr(row, name) for name in NOMINATOR_FIELDS} for row in rows],
    )
