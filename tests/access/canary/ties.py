"""What a row belongs to, and whose it is: found by going up from row to row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models

from thousandfold.alumni.models import ListingConsent
from thousandfold.base.models import Account, Host, Role
from thousandfold.base.models.session import AccountSession
from thousandfold.base.scope import every_host
from thousandfold.people.models import Person
from thousandfold.power.models import Sitting
from thousandfold.recruitment.models import Call, Cohort, Member, Reviewer

#: Where going up from a row ends: what it belongs to, or whose it is.
ENDS = ("cohort", "call", "person", "account", "place", "run")


@dataclass
class Belongs:
    """What a row belongs to, and whose it is: sets of ids."""

    cohort: set[Any] = field(default_factory=set)
    call: set[Any] = field(default_factory=set)
    person: set[Any] = field(default_factory=set)
    account: set[Any] = field(default_factory=set)
    place: set[Any] = field(default_factory=set)
    run: set[Any] = field(default_factory=set)
    host: set[Any] = field(default_factory=set)

    def add(self, other: Belongs) -> None:
        """Take another row's over."""
        for name in (*ENDS, "host"):
            getattr(self, name).update(getattr(other, name))


class Ties:
    """Everything rows belong to; who sits in public bodies, and who is in the directory."""

    def __init__(self) -> None:
        self.known: dict[Any, Belongs] = {}
        self.cohorts_of: dict[Any, set[Any]] = defaultdict(set)
        self.calls_of: dict[Any, set[Any]] = defaultdict(set)
        self.hosts_of: dict[Any, set[Any]] = defaultdict(set)
        with every_host("canaries of every host"):
            for person, cohort in Member.objects.values_list("person", "cohort"):
                self.cohorts_of[person].add(cohort)
            for account, call in Reviewer.objects.values_list("account", "call"):
                self.calls_of[account].add(call)
            for account, host in Role.objects.values_list("account", "host"):
                self.hosts_of[account].add(host)
            self.in_office = set(Sitting.objects.values_list("person", flat=True))
            listed = ListingConsent.objects.filter(ended_at=None, until=None)
            self.listed = set(listed.values_list("alumnus__person", flat=True))

    def of(self, row: models.Model) -> Belongs:
        """What a row belongs to."""
        if row.pk not in self.known:
            found = Belongs()
            self.known[row.pk] = found
            for above in self._above(row):
                found.add(self.of(above))
            self._own(row, found)
        return self.known[row.pk]

    def _above(self, row: models.Model) -> Iterator[models.Model]:
        if isinstance(row, Person | Call | Host):
            return
        with every_host("canaries of every host"):
            for one in row._meta.concrete_fields:
                if isinstance(one, models.ForeignKey) and one.name not in ("host", "merged_into"):
                    above = getattr(row, one.name)
                    if above is not None:
                        yield above

    def _own(self, row: models.Model, found: Belongs) -> None:
        name = type(row).__name__.lower()
        if name in ENDS:
            getattr(found, name).add(row.pk)
        if isinstance(row, Host):
            found.host.add(row.pk)
        if getattr(row, "host_id", None):
            found.host.add(row.host_id)
        if isinstance(row, Account):
            found.call |= self.calls_of[row.pk]
            found.host |= self.hosts_of[row.pk]
        if isinstance(row, AccountSession) and row.account:
            found.account.add(UUID(row.account))
        if isinstance(row, Person):
            found.cohort |= self.cohorts_of[row.pk]
            found.account |= {row.account_id} - {None}
        if isinstance(row, Cohort):
            # A cohort that came of a call is no part of the call: its committee is done by then.
            found.call.clear()
