# SPDX-License-Identifier: AGPL-3.0-or-later
"""People and their roles over time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.doorway.editing import save_edited
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.people.choices import Post
from thousandfold.people.models import Organisation, Person, Spell
from thousandfold.people.sorting import sort_name
from thousandfold.people.usecases.organisations import EndsBeforeItBegins
from thousandfold_core.errors import Refusal


class SpellNeedsSomewhere(Refusal):
    """Neither an organisation nor a title was given."""

    code = "spell-needs-somewhere"
    text = "Say where: choose an organisation or write a title."


def register_person(*, viewer: Viewer, at: datetime, **fields: Any) -> Person:
    """Register a person.

    Raises:
        NotAllowed: unless the viewer may change people.
    """
    require(viewer, Permission.PERSON_CHANGE)
    with transaction.atomic():
        made = Person.objects.create(
            host=viewer.host, sort_name=sort_name(fields["name"]), **fields
        )
        trail.record(viewer, "registered", made, at)
    return made


def change_person(
    *, viewer: Viewer, person: Person, based_on: int, at: datetime, **changes: Any
) -> Person:
    """Change a person's entry.

    Raises:
        NotAllowed: unless the viewer may change this person.
        ChangedMeanwhile: when somebody else saved first.
    """
    require(viewer, Permission.PERSON_CHANGE, person)
    if "name" in changes:
        changes["sort_name"] = sort_name(changes["name"])
    with transaction.atomic():
        saved = save_edited(person, based_on, **changes)
        trail.record(viewer, "changed", saved, at)
    return saved  # type: ignore[return-value]


def begin_spell(
    *,
    viewer: Viewer,
    person: Person,
    post: Post,
    organisation: Organisation | None,
    title: str,
    since: date | None,
    until: date | None,
    at: datetime,
) -> Spell:
    """Record a time in a role.

    Raises:
        NotAllowed: unless the viewer may change this person.
        SpellNeedsSomewhere: without organisation and title.
        EndsBeforeItBegins: when the dates are the wrong way round.
    """
    require(viewer, Permission.PERSON_CHANGE, person)
    if organisation is None and not title.strip():
        raise SpellNeedsSomewhere
    if since and until and until < since:
        raise EndsBeforeItBegins
    with transaction.atomic():
        made = Spell.objects.create(
            host=viewer.host,
            person=person,
            post=post,
            organisation=organisation,
            title=title,
            since=since,
            until=until,
        )
        trail.record(viewer, "began", made, at, post=post.value)
    return made


def end_spell(*, viewer: Viewer, spell: Spell, until: date, at: datetime) -> Spell:
    """End a time in a role; people move on, the past stays.

    Raises:
        NotAllowed: unless the viewer may change this person.
        EndsBeforeItBegins: when the end lies before the beginning.
    """
    require(viewer, Permission.PERSON_CHANGE, spell.person)
    if spell.since and until < spell.since:
        raise EndsBeforeItBegins
    with transaction.atomic():
        spell.until = until
        spell.save(update_fields=["until"])
        trail.record(viewer, "ended", spell, at)
    return spell


def forget_spell(*, viewer: Viewer, spell: Spell, at: datetime) -> None:
    """Take a mistaken entry away.

    Raises:
        NotAllowed: unless the viewer may change this person.
    """
    require(viewer, Permission.PERSON_CHANGE, spell.person)
    with transaction.atomic():
        trail.record(viewer, "forgot", spell, at)
        spell.delete()
