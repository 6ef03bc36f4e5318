# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people say at their place: answering, passing, telling aloud, sharing, taking back.

Every act is one stored answer; passing is stored like any other, inside the seal.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Max, Q

from thousandfold.base.doorway import acting
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import Permission, require
from thousandfold.exercises import asking, live
from thousandfold.exercises.choices import Capture
from thousandfold.exercises.models import Place, Run, StoredAnswer
from thousandfold.exercises.playing import Played, state_of
from thousandfold.exercises.refused import (
    EnoughItems,
    KeptOnPhone,
    NoSuchItem,
    NotAskedNow,
    NothingWritten,
    ReachTooWide,
    RunNotOpen,
)
from thousandfold.exercises.veiling import refuse_closed
from thousandfold_core.errors import Refusal
from thousandfold_core.exercise import Act, Answer, Ask, Reach, Step

#: Stored answers are filled up to whole blocks, so that their length does not tell a pass.
BLOCK = 512


@dataclass(frozen=True)
class Said:
    """What a page sends: the act, the item, the words, and how far they may go."""

    act: Act = Act.GIVE
    item: str = ""
    body: Mapping[str, object] = field(default_factory=dict)
    reach: Reach | None = None


def answer_ask(
    *,
    viewer: Viewer,
    run: Run,
    place: Place,
    step_id: str,
    slug: str,
    said: Said,
    key: str,
    language: str,
    private: bool,
    at: datetime,
    played: Played | None = None,
) -> StoredAnswer:
    """Answer one ask by any act. The same ``key`` again counts once.

    ``private`` says whether the line is: without it, words for their author alone
    are not taken in. Late answers to an earlier step are welcome while the run is open.
    ``played`` spares working the run out again for whoever just did.

    Raises:
        NotAllowed: unless the viewer holds the place.
        RunNotOpen, NotAskedNow, NothingWritten, DoesNotFit, EnoughItems, ReachTooWide,
        NoSuchItem, KeptOnPhone, ClosedHere.
    """
    require(viewer, Permission.ROOM_TAKE_PART, place)
    try:
        answer, loud = _worked_out(
            run, place, step_id, slug, said, language, private=private, at=at, played=played
        )
    except Refusal:
        # The second copy of a post may come when the first has closed what it answered.
        if before := _before(run, place, key):
            return before
        raise
    return store(run=run, place=place, answer=answer, key=key, at=at, loud=loud)


def _worked_out(
    run: Run,
    place: Place,
    step_id: str,
    slug: str,
    said: Said,
    language: str,
    *,
    private: bool,
    at: datetime,
    played: Played | None,
) -> tuple[Answer, bool]:
    """The answer that fits what is asked now, and whether other phones must be renewed."""
    played = played or state_of(run)
    step, asks = asked_now(played, place, step_id, at)
    ask = asking.find(asks, slug)
    if ask is None:
        raise NotAskedNow
    answer = _answer(ask, said, played, place, language, private)
    return answer, _is_loud(played, step, answer)


def asked_now(
    played: Played, place: Place, step_id: str, at: datetime
) -> tuple[Step, tuple[Ask, ...]]:
    """The step that is answered, and what it asks of this place.

    Raises:
        RunNotOpen, NotAskedNow.
    """
    run = played.run
    if not (run.is_open and (run.mode != "alone" or run.takes_alone(at))):
        raise RunNotOpen
    step = _step(played, step_id)
    return step, played.exercise.asks(played.state, step, place.key)


def _before(run: Run, place: Place, key: str) -> StoredAnswer | None:
    """The answer that came in with this key already."""
    return StoredAnswer.objects.filter(run=run, place=place, key=key).first()


def was_taken(run: Run, place: Place, key: str) -> bool:
    """True when an answer of this place came in with this key before."""
    return StoredAnswer.objects.filter(run=run, place=place, key=key).exists()


def store(
    *,
    run: Run,
    place: Place,
    answer: Answer,
    key: str,
    at: datetime,
    loud: bool = False,
    captured: Capture = Capture.SELF,
) -> StoredAnswer:
    """Put an answer at the end of a run; a ``loud`` one renews every screen."""
    with transaction.atomic():
        if connection.features.has_select_for_update:  # else the transaction is the lock
            Run.objects.select_for_update().only("id").get(pk=run.pk)
        same = Count("id", filter=Q(place=place, key=key))
        known = StoredAnswer.objects.filter(run=run).aggregate(last=Max("number"), same=same)
        if known["same"]:
            return StoredAnswer.objects.get(run=run, place=place, key=key)
        stored = StoredAnswer.objects.create(
            host_id=run.host_id,
            run=run,
            place=place,
            number=(known["last"] or 0) + 1,
            key=key,
            ask=answer.ask,
            said=_sealed(answer),
            phone=place.device if captured == Capture.SELF else "",
            captured=captured,
            confirmed=captured == Capture.SELF,
            at=at,
        )
        (live.touch if loud else live.count)(run.room)
        acting.note_act()
    return stored


def _is_loud(played: Played, step: Step, answer: Answer) -> bool:
    """True when other phones may show it now: it goes further, or had left its author before.

    Anything else is only counted, or thirty people sharing would renew thirty phones each.
    """
    found = played.record.items(answer.ask, place=answer.place, subject=answer.subject)
    before = next((one.reach for one in found if one.item == answer.item), Reach.ONLY_ME)
    shown_now = bool(step.groups) or step.phase == "revealed"
    lowered = answer.act is Act.WITHDRAW or answer.reach < before
    if before.leaves_the_author and lowered and answer.act is not Act.PASS:
        return True
    return shown_now and answer.reach.leaves_the_author


def _step(played: Played, step_id: str) -> Step:
    """The step that was answered, if the room has come to it."""
    steps = played.exercise.steps_at(played.run.moment)
    ids = [one.id for one in steps]
    if step_id not in ids:
        raise NotAskedNow
    ahead = ids.index(step_id) > ids.index(played.run.step)
    if ahead and played.run.mode != "alone" and played.run.alone_opens_at is None:
        raise NotAskedNow
    return steps[ids.index(step_id)]


def _answer(
    ask: Ask, said: Said, played: Played, place: Place, language: str, private: bool
) -> Answer:
    base = Answer(
        place=place.key,
        ask=ask.id,
        act=said.act,
        item=ask.item,
        subject=ask.subject,
        moment=played.run.moment,
        language=language,
    )
    if said.act in (Act.PASS, Act.TOLD_ALOUD):
        return base
    if ask.act is Act.SHARE:
        share = replace(base, act=Act.SHARE, reach=_allowed(ask, said.reach))
        if share.reach.leaves_the_author:
            refuse_closed(place, share)
        return share
    if said.act is Act.WITHDRAW:
        return replace(base, item=_own(ask, played, place, said.item))
    return _given(ask, said, played, place, base, private)


def _given(
    ask: Ask, said: Said, played: Played, place: Place, base: Answer, private: bool
) -> Answer:
    body = asking.fitted(ask, said.body, played.setting.places)
    item = _item(ask, said, played, place)
    if said.reach is Reach.ON_MY_DEVICE:
        if body:
            raise KeptOnPhone
        return replace(base, item=item, reach=Reach.ON_MY_DEVICE)
    reach = _allowed(ask, said.reach if said.reach is not None else ask.reach)
    if not asking.has_words(ask, body):
        raise NothingWritten
    if not private and not reach.leaves_the_author and not asking.is_counted(ask, body):
        raise KeptOnPhone
    return replace(base, item=item, body=body, reach=reach)


def _allowed(ask: Ask, reach: Reach | None) -> Reach:
    if reach is None:
        raise NothingWritten
    if reach not in asking.reaches(ask):
        raise ReachTooWide
    return reach


def own_items(played: Played, place: str, ask: Ask) -> list[Answer]:
    """What stands of a place under an ask, in the order it was first given."""
    found = played.record.items(ask.id, reach=Reach.ON_MY_DEVICE, place=place, subject=ask.subject)
    return list(found)


def _item(ask: Ask, said: Said, played: Played, place: Place) -> str:
    standing = [one.item for one in own_items(played, place.key, ask)]
    if said.item in standing:
        return said.item
    if ask.most == 1 and standing:
        return standing[0]
    if len(standing) >= ask.most:
        raise EnoughItems(most=ask.most)
    return said.item[:64] or secrets.token_hex(8)


def _own(ask: Ask, played: Played, place: Place, item: str) -> str:
    if item not in [one.item for one in own_items(played, place.key, ask)]:
        raise NoSuchItem
    return item


def _sealed(answer: Answer) -> dict[str, Any]:
    said: dict[str, Any] = {
        "act": answer.act.value,
        "item": answer.item,
        "body": dict(answer.body),
        "reach": int(answer.reach),
        "subject": answer.subject,
        "moment": answer.moment,
        "language": answer.language,
        "fill": "",
    }
    length = len(json.dumps(said, ensure_ascii=False).encode())
    return {**said, "fill": " " * (-length % BLOCK)}
