# SPDX-License-Identifier: AGPL-3.0-or-later
"""Over a line that is not private, a place does not even get its own private words back.

They are put back on the phone in this view only: the exercise draws them as closed buds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest

from thousandfold.exercises.playing import Played
from thousandfold_core.exercise import Act, Answer, Reach


def is_private(request: HttpRequest) -> bool:
    """True when the line between this browser and us is encrypted."""
    return request.is_secure()


def as_seen(played: Played, place: str, *, private: bool) -> Played:
    """The run as this place may get it over its line."""
    if private:
        return played
    played = _without_carried(played)
    kept = [
        one
        for one in played.record.standing.values()
        if one.place == place and one.reach is Reach.ONLY_ME and not one.subject
    ]
    back = [replace(one, act=Act.SHARE, reach=Reach.ON_MY_DEVICE, body={}) for one in kept]
    return _folded(played, back)


def _without_carried(played: Played) -> Played:
    """Words that earlier exercises carried for their author alone stay away from the line."""
    carried = played.setting.carried
    open_ones = tuple(one for one in carried if one.reach.leaves_the_author)
    if len(open_ones) == len(carried):
        return played
    setting = replace(played.setting, carried=open_ones)
    standing: list[Answer] = list(played.record.standing.values())
    state: Any = played.exercise.fold_many(played.exercise.opening(setting), standing)
    return replace(played, setting=setting, state=state)


def _folded(played: Played, answers: list[Answer]) -> Played:
    if not answers:
        return played
    state = played.exercise.fold_many(played.state, answers)
    return replace(played, state=state, record=played.record.folded(answers))
