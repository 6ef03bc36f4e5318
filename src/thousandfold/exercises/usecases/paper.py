# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paper: somebody types in what was written by hand; its author confirms it; then it counts.

Until then it is only-me and unconfirmed: no screen, no count and no later exercise
has it. A scribe reads it because a scribe holds the paper.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language

from thousandfold.base import trail
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import NotAllowed, Permission, require
from thousandfold.exercises import asking, live
from thousandfold.exercises.choices import Capture
from thousandfold.exercises.models import Place, Run, StoredAnswer
from thousandfold.exercises.playing import Played, core_answer, state_of
from thousandfold.exercises.refused import (
    DoesNotFit,
    KeptOnPhone,
    NoSuchItem,
    NotAskedNow,
    NothingWritten,
)
from thousandfold.exercises.usecases.answers import Said, store
from thousandfold.exercises.usecases.reaching import choose_reach
from thousandfold_core.exercise import Act, Answer, Ask, Reach


def typed_in(run: Run, place: Place) -> list[StoredAnswer]:
    """What was typed in for a place and is not confirmed, in order."""
    return list(StoredAnswer.objects.filter(run=run, place=place, confirmed=False))


def as_typed_in(run: Run, place: Place) -> Played:
    """The run as if the place's typed words counted: for the pages that type and confirm."""
    played = state_of(run)
    answers = [core_answer(one) for one in typed_in(run, place)]
    state = played.exercise.fold_many(played.state, answers)
    return replace(played, state=state, record=played.record.folded(answers))


def type_in(
    *,
    viewer: Viewer,
    run: Run,
    place: Place,
    step_id: str,
    slug: str,
    said: Said,
    key: str,
    private: bool,
    at: datetime,
) -> StoredAnswer:
    """Type in one answer from a sheet. It stays only-me and unconfirmed.

    Raises:
        NotAllowed: unless the viewer leads the cohort, and the place is on paper.
        KeptOnPhone: over a line that others could read.
        NotAskedNow, NothingWritten, DoesNotFit.
    """
    _may_type(viewer, place, private)
    played = as_typed_in(run, place)
    ask = _ask(played, place, step_id, slug)
    answer = Answer(
        place=place.key,
        ask=ask.id,
        act=said.act,
        subject=ask.subject,
        moment=run.moment,
        language=place.language,
    )
    if said.act is Act.GIVE:
        body = asking.fitted(ask, said.body, played.setting.places)
        if not asking.has_words(ask, body):
            raise NothingWritten
        answer = replace(answer, body=body, item=_item(ask, played, place))
    return store(run=run, place=place, answer=answer, key=key, at=at, captured=Capture.SCRIBE)


def strike_out(*, viewer: Viewer, answer: StoredAnswer, private: bool) -> None:
    """Remove something that was typed in wrongly, before it is confirmed.

    Raises:
        NotAllowed: unless the viewer leads the cohort.
        NoSuchItem: when it is confirmed already; then only its author takes it back.
    """
    _may_type(viewer, answer.place, private)
    if answer.confirmed:
        raise NoSuchItem
    answer.delete()


def confirm(
    *,
    viewer: Viewer,
    run: Run,
    place: Place,
    reaches: Mapping[str, Reach],
    on_proof: bool,
    at: datetime,
) -> int:
    """The author says: these are my words. From now on they count, as far as the author lets them.

    ``reaches`` maps an item to how far it may go; what is not in it stays only-me.
    ``on_proof`` means that whoever leads holds the author's signed printed proof.

    Raises:
        NotAllowed: unless the viewer is the author, or leads and holds the proof.
        ReachTooWide: when something may not go so far.
    """
    if on_proof:
        require(viewer, Permission.ROOM_LEAD, place.room)
    elif viewer.place != place.id:
        raise NotAllowed(permission=Permission.ROOM_TAKE_PART.value)
    waiting = typed_in(run, place)
    with transaction.atomic():
        StoredAnswer.objects.filter(pk__in=[one.pk for one in waiting]).update(confirmed=True)
        author = replace(viewer, place=place.id)
        for given in (core_answer(one) for one in waiting):
            reach = reaches.get(given.item)
            if given.act is Act.GIVE and reach is not None and reach > Reach.ONLY_ME:
                choose_reach(
                    viewer=author,
                    run=run,
                    place=place,
                    given=given,
                    reach=reach,
                    key=secrets.token_urlsafe(12),
                    at=at,
                )
        trail.record(viewer, "confirmed_paper", place, at, run=str(run.id), on_proof=on_proof)
        live.touch(run.room)
    return len(waiting)


def _may_type(viewer: Viewer, place: Place, private: bool) -> None:
    require(viewer, Permission.ROOM_LEAD, place.room)
    if not place.on_paper:
        raise NotAllowed(permission=Permission.ROOM_TAKE_PART.value)
    if not private:
        raise KeptOnPhone


def _ask(played: Played, place: Place, step_id: str, slug: str) -> Ask:
    for step in played.exercise.steps_at(played.run.moment):
        if step.id == step_id:
            asks = played.exercise.asks(played.state, step, place.key)
            found = asking.find(asks, slug)
            if found is not None and found.act is Act.GIVE:
                return found
    raise NotAskedNow


def _item(ask: Ask, played: Played, place: Place) -> str:
    standing = [
        one.item for one in played.record.items(ask.id, place=place.key, subject=ask.subject)
    ]
    if ask.most == 1 and standing:
        return standing[0]
    if len(standing) >= ask.most:
        raise DoesNotFit(field=ask.prompt.to(get_language() or "en"), most=ask.most)
    return secrets.token_hex(8)
