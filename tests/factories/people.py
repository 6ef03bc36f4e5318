"""Organisations, people and coalitions, for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from thousandfold.base.models import Host
from thousandfold.people.models import Coalition, Membership, Organisation, Person, Spell
from thousandfold.people.usecases.persons import sort_name


def make_organisation(host: Host, name: str = "Local 1", **fields: Any) -> Organisation:
    """A member organisation."""
    given = {"sector": "union", "legal_form": "501c5", **fields}
    return Organisation.objects.create(host=host, name=name, **given)


def make_coalition(
    host: Host, *organisations: Organisation, name: str = "South Bay Together"
) -> Coalition:
    """A coalition with these members since 2024."""
    coalition = Coalition.objects.create(host=host, name=name, region="South Bay")
    for one in organisations:
        Membership.objects.create(
            host=host, coalition=coalition, organisation=one, since=date(2024, 1, 1)
        )
    return coalition


def make_person(host: Host, name: str = "Ana Ruiz", **fields: Any) -> Person:
    """A person."""
    return Person.objects.create(host=host, name=name, sort_name=sort_name(name), **fields)


def make_spell(person: Person, post: str = "labour", **fields: Any) -> Spell:
    """A time in a role."""
    return Spell.objects.create(host=person.host, person=person, post=post, **fields)
