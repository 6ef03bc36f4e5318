# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words of a person behind planks: at an erasure they say, one by one, what may stay."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from thousandfold.base.keeping.common_work import Contribution, asks_what_stays
from thousandfold.base.keeping.subject import Subject
from thousandfold.campaigns.harvesting import OWN
from thousandfold.campaigns.models import Derivation
from thousandfold.exercises.models import Place
from thousandfold.exercises.queries import given_by

BRANCH = "branch"
_FRUIT = _("These words may stay, without my name")
_BRANCH = _("It may still be counted, without my words and my name")


def _theirs(subject: Subject) -> Iterator[tuple[Derivation, str]]:
    """What stands behind planks and is theirs, with its words."""
    places = Place.objects.filter(pk__in=subject.ids(Place)).select_related("room__host")
    for place in places:
        words = {each.one.key: each.one.text for each in given_by(place, OWN)}
        rows = Derivation.objects.filter(
            key__in=words, plank__platform__cohort=place.room.cohort_id
        )
        for row in rows.select_related("plank"):
            yield row, words[row.key]


def _contributions(subject: Subject) -> Iterable[Contribution]:
    for row, words in _theirs(subject):
        plank = row.plank
        yield Contribution(
            key=f"derivation:{row.pk}",
            where=plank.change_sought or plank.value_sentence or _("A plank without a wording yet"),
            words=words,
            yes=_BRANCH if row.kind == BRANCH else _FRUIT,
            out=_("Your words go. The plank stays and says that sources were withdrawn."),
            stays=_counted() if row.kind == BRANCH else _quoted(),
        )


def _counted() -> object:
    return _("Your words go. The plank still counts one branch, and nobody can tell whose.")


def _quoted() -> object:
    return _("Your words stay beside the plank, without your name or any link to you.")


@asks_what_stays(_contributions)
def _keep(subject: Subject, keys: Collection[str], at: datetime) -> None:
    for row, words in _theirs(subject):
        if f"derivation:{row.pk}" in keys:
            row.stays = "" if row.kind == BRANCH else words
            row.save(update_fields=["stays"])
