# SPDX-License-Identifier: Apache-2.0
"""The plain state most exercises need: who gave what, latest words first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from thousandfold_core.exercise.answers import Act, Answer
from thousandfold_core.exercise.asks import Ask
from thousandfold_core.exercise.reach import Reach
from thousandfold_core.exercise.rest import REST, mark_of, marks_of

Key = tuple[str, str, str]  # place, ask with subject, item
_SAID = (Act.GIVE, Act.WITHDRAW)


def slot(ask: str, subject: str = "") -> str:
    """One word for an ask and what it is about."""
    return f"{ask}:{subject}" if subject else ask


@dataclass(frozen=True)
class Record:
    """Answers folded into what stands now.

    ``standing`` maps (place, ask, item) to the newest given answer;
    ``settled`` holds (place, ask, item) that are complete by any act, the item
    empty when the whole ask is and ``REST`` with a mark when one of many subjects was
    passed on with the rest, so that passing and answering can never be told
    apart from the outside; ``revisions`` keeps every wording an item has had,
    oldest first, for its author alone.
    """

    standing: Mapping[Key, Answer] = field(default_factory=dict)
    settled: frozenset[Key] = frozenset()
    revisions: Mapping[Key, tuple[Answer, ...]] = field(default_factory=dict)

    def folded(self, answers: Iterable[Answer]) -> Record:
        """Return the record after these answers. Linear in its size and theirs.

        Folding an answer a second time changes nothing.
        """
        standing, settled, revisions = dict(self.standing), set(self.settled), dict(self.revisions)
        for answer in answers:
            key = (answer.place, slot(answer.ask, answer.subject), answer.item)
            _stand(standing, key, answer)
            _settle(settled, key, answer)
            _revise(revisions, key, answer)
        return Record(standing, frozenset(settled), revisions)

    def items(
        self,
        ask: str,
        *,
        reach: Reach = Reach.ONLY_ME,
        place: str | None = None,
        subject: str | None = None,
    ) -> Iterator[Answer]:
        """Standing answers to an ask that travel at least as far as ``reach``.

        Items whose words stay on a device are not among them unless ``reach`` is
        ``ON_MY_DEVICE``.
        """
        for answer in self.standing.values():
            if answer.ask != ask or answer.reach < reach:
                continue
            if place is not None and answer.place != place:
                continue
            if subject is None or answer.subject == subject:
                yield answer

    def has_settled(self, place: str, ask: str, subject: str = "", item: str = "") -> bool:
        """True when this place is done with the ask, or with its item, by whatever act."""
        return (place, slot(ask, subject), item) in self.settled

    def done(self, place: str, ask: Ask) -> bool:
        """True when this place is done with an ask it was given: what "n of m ready" counts."""
        item = ask.item if ask.act is Act.SHARE else ""
        return self.has_settled(place, ask.id, ask.subject, item) or self.rested(place, ask)

    def rested(self, place: str, ask: Ask) -> bool:
        """True when this place passed on the ask together with all that was left beside it."""
        return bool(ask.subject) and self.has_settled(
            place, ask.id, item=REST + mark_of(ask.subject)
        )


def _stand(standing: dict[Key, Answer], key: Key, answer: Answer) -> None:
    if answer.act is Act.GIVE:
        standing[key] = answer
    elif answer.act is Act.WITHDRAW:
        standing.pop(key, None)
    elif answer.act is Act.SHARE and key in standing:
        standing[key] = _reaching(standing[key], answer.reach)


def _reaching(answer: Answer, reach: Reach) -> Answer:
    if reach is Reach.ON_MY_DEVICE:  # its words go back to the phone
        return replace(answer, reach=reach, body={})
    if answer.reach is Reach.ON_MY_DEVICE:  # words we never had cannot be shared from here
        return answer
    return replace(answer, reach=reach)


def _settle(settled: set[Key], key: Key, answer: Answer) -> None:
    place, ask, item = key
    if item == REST:
        _settle_rest(settled, answer)
    elif answer.act is Act.GIVE:
        settled.add((place, ask, ""))
    elif answer.act is not Act.WITHDRAW:  # of the whole ask, or of one item's sharing
        settled.add((place, ask, item))


def _settle_rest(settled: set[Key], answer: Answer) -> None:
    if answer.act is Act.PASS:
        settled.update((answer.place, answer.ask, REST + one) for one in marks_of(answer))
    elif answer.act is Act.WITHDRAW:
        own = (answer.place, answer.ask)
        settled -= {key for key in settled if key[:2] == own and key[2].startswith(REST)}


def _revise(revisions: dict[Key, tuple[Answer, ...]], key: Key, answer: Answer) -> None:
    if answer.act not in _SAID or answer.item == REST:
        return
    earlier = revisions.get(key, ())
    if not earlier or earlier[-1] != answer:
        revisions[key] = (*earlier, answer)
