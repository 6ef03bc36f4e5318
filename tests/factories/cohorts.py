"""Cohorts with members, for tests."""

from __future__ import annotations

import secrets
from typing import Any

from factories.hosts import AT
from factories.people import make_person
from thousandfold.base.ids import code
from thousandfold.base.models import Host
from thousandfold.people.models import Person
from thousandfold.recruitment.models import Cohort, Member


def make_cohort(host: Host, people: int = 2, title: str = "Cohort 1", **fields: Any) -> Cohort:
    """A seated cohort of this many invented people. Needs the host in scope."""
    given = {"programme": "values-based-leadership", "seated_at": AT, **fields}
    cohort = Cohort.objects.create(host=host, title=title, **given)
    for number in range(1, people + 1):
        make_member(cohort, make_person(host, f"{title} Person {number:02}"))
    return cohort


def make_member(cohort: Cohort, person: Person, **fields: Any) -> Member:
    """A person's place in a cohort."""
    return Member.objects.create(
        host_id=cohort.host_id,
        cohort=cohort,
        person=person,
        seated_at=AT,
        card=code(6),
        feed=secrets.token_urlsafe(16),
        **fields,
    )
