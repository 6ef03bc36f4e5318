# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a place does not get back of its own private words, in this view only.

Over a line that is not private it gets none of them: they stand as if kept on the phone, and
the exercise draws closed buds. A phone that came by a card gets none that another phone sent.
"""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest

from thousandfold.exercises.models import Place, Run
from thousandfold.exercises.playing import Played, Sitting
from thousandfold.exercises.refused import ClosedHere
from thousandfold_core.exercise import Act, Answer, Reach, Setting
from thousandfold_core.exercise.record import slot

#: An ask with what it is about, and the item under it.
Item = tuple[str, str]


def is_private(request: HttpRequest) -> bool:
    """True when the line between this browser and us is encrypted."""
    return request.is_secure()


def closed_to(place: Place) -> frozenset[Item]:
    """Items whose words another phone, or paper, gave: closed to a phone that came by a card.

    One query, and none for any other phone. Linear in the place's answers.
    """
    if not place.by_card:
        return frozenset()
    elsewhere = place.answers.exclude(phone=place.device)
    said = [(one.ask, one.said) for one in elsewhere if not one.is_gone]
    return frozenset((slot(ask, words["subject"]), words["item"]) for ask, words in said)


def refuse_closed(place: Place, answer: Answer) -> None:
    """Nothing closed to a phone is let out from it.

    Raises:
        ClosedHere: when another phone of the place gave the item.
    """
    if (slot(answer.ask, answer.subject), answer.item) in closed_to(place):
        raise ClosedHere


def as_seen(sitting: Sitting, run: Run, place: Place, *, private: bool) -> Played:
    """The run as this place may get it over its line and on its phone.

    Worked out anew, without the words that are kept back, only where there are some.
    """
    played = sitting.played(run)
    closed = closed_to(place)
    hidden = _kept_back(played, place, None if not private else closed)
    setting = _without_carried(played.setting) if closed or not private else played.setting
    if hidden or setting != played.setting:
        played = sitting.anew(
            run, setting, lambda one: _on_the_phone(one) if one in hidden else one
        )
    return _without_choices(played, place, closed)


def _kept_back(played: Played, place: Place, closed: frozenset[Item] | None) -> list[Answer]:
    """Own words that stay away: of these items, or of all (None) that their author keeps.

    Of an item that travels only its newest words do; what it was before stays away too.
    """
    own = {key: told for key, told in played.record.revisions.items() if key[0] == place.key}
    open_ones = {
        key: one.body for key, one in played.record.standing.items() if one.reach.leaves_the_author
    }
    return [
        one
        for key, told in own.items()
        for one in told
        if not one.subject
        and one.act is Act.GIVE
        and (closed is None or key[1:] in closed)
        and one.body
        and one.body != open_ones.get(key)
    ]


def _without_choices(played: Played, place: Place, closed: frozenset[Item]) -> Played:
    """Ballots and other choices still count in the picture; only the own list is without them."""
    choices = [
        _on_the_phone(one)
        for key, one in played.record.standing.items()
        if _is_of(key, place, closed) and one.reach is Reach.ONLY_ME and one.body
    ]
    if not choices:
        return played
    earlier = {
        key: tuple(_on_the_phone(one) for one in told) if _is_of(key, place, closed) else told
        for key, told in played.record.revisions.items()
    }
    record = replace(played.record.folded(choices), revisions=earlier)
    return replace(played, record=record)


def _is_of(key: tuple[str, str, str], place: Place, closed: frozenset[Item]) -> bool:
    return key[0] == place.key and key[1:] in closed


def _on_the_phone(answer: Answer) -> Answer:
    """That there is something, without its words."""
    return replace(answer, reach=Reach.ON_MY_DEVICE, body={})


def _without_carried(setting: Setting) -> Setting:
    """Words that earlier exercises carried for their author alone stay away."""
    open_ones = tuple(one for one in setting.carried if one.reach.leaves_the_author)
    return replace(setting, carried=open_ones)
