# SPDX-License-Identifier: AGPL-3.0-or-later
"""Playing: from stored answers to what an exercise makes of them, anew on every view.

Nothing derived is stored. A small memory of each process saves folding the same
answers twice; it is keyed by what it was made from, so that any new answer in any
run of the room is seen on the next view (docs/decisions/0020).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import Count, Max, OuterRef, Subquery

from thousandfold.base import keystore
from thousandfold.exercises.choices import Mode
from thousandfold.exercises.models import Room, Run, StoredAnswer
from thousandfold.exercises.refused import NoSuchExerciseHere
from thousandfold.exercises.table import Table, table_of
from thousandfold_core.exercise import Act, Answer, Exercise, Harvested, Reach, Record, Setting
from thousandfold_core.exercise.door import Admitted, admit

KEPT = 64
_MEMORY: OrderedDict[Any, tuple[Any, Any]] = OrderedDict()


@lru_cache(maxsize=1)
def admitted() -> Admitted:
    """What the door let in, and why it refused the rest. Looked at once a process."""
    return admit()


def exercises() -> dict[str, Exercise]:
    """The exercises that may play, by id."""
    return admitted().exercises


def exercise_of(run: Run) -> Exercise:
    """The exercise a run plays.

    Raises:
        NoSuchExerciseHere: when it is no longer installed, or its answers are of
            another data contract.
    """
    return exercise_named(run.exercise, run.exercise_version)


def exercise_named(name: str, version: int = 0) -> Exercise:
    """The exercise of this id; of this major of its data contract, if one is given.

    Raises:
        NoSuchExerciseHere: when there is none.
    """
    found = exercises().get(name)
    if found is None:
        raise NoSuchExerciseHere(exercise=name, reason=admitted().refused.get(name, ""))
    if version and found.card.version != version:
        raise NoSuchExerciseHere(exercise=name, reason=f"v{version} ≠ v{found.card.version}.")
    return found


def core_answer(stored: StoredAnswer) -> Answer:
    """A stored answer as exercises read it."""
    said = stored.said
    return Answer(
        place=str(stored.place_id),
        ask=stored.ask,
        act=Act(said["act"]),
        item=said["item"],
        body=said["body"],
        reach=Reach(said["reach"]),
        subject=said["subject"],
        moment=said["moment"],
        language=said["language"],
    )


@dataclass(frozen=True)
class Played:
    """A run with everything that was worked out from its answers."""

    run: Run
    exercise: Exercise
    setting: Setting
    state: Any
    record: Record


class _Far(NamedTuple):
    """How far a run is: its last answer's number, how many count, and the last one's id."""

    run: Any
    last: int | None
    sure: int
    newest: Any


class Sitting:
    """One look at a room: every run is worked out at most once in it. Three queries."""

    def __init__(self, room: Room) -> None:
        self.destroyed = keystore.destroyed_so_far()
        self.table: Table = table_of(room)
        self.runs = _counted(room)
        self.seen: dict[Any, Played] = {}

    def live(self) -> Run | None:
        """What the room plays now: open or paused."""
        return next((one for one in self.runs if one.is_open and one.mode != Mode.ALONE), None)

    def played(self, run: Run) -> Played:
        """What a run's answers come to now."""
        if run.pk not in self.seen:
            self.seen[run.pk] = self._play(next(one for one in self.runs if one.pk == run.pk))
        return self.seen[run.pk]

    def anew(self, run: Run, setting: Setting, as_told: Callable[[Answer], Answer]) -> Played:
        """A run worked out from answers changed on the way in; never remembered. One query."""
        exercise = exercise_of(run)
        answers = [as_told(one) for one in _answers(self.chain(run), run)]
        state = exercise.fold_many(exercise.opening(setting), answers)
        return Played(run, exercise, setting, state, Record().folded(answers))

    def playable(self) -> list[Run]:
        """Runs whose exercise is installed and speaks their answers' contract."""
        known = exercises()
        return [
            one
            for one in self.runs
            if one.exercise in known and one.exercise_version == known[one.exercise].card.version
        ]

    def before(self, run: Run) -> list[Run]:
        """Runs of the room that began before this one."""
        return self.runs[: [one.pk for one in self.runs].index(run.pk)]

    def chain(self, run: Run) -> list[Run]:
        """The run with its earlier and later returns: one first time and what followed it."""
        same = [one for one in self.runs if one.exercise == run.exercise]
        place = [one.pk for one in same].index(run.pk)
        start = max((n for n in range(place + 1) if same[n].moment == "first"), default=0)
        ends = (n for n in range(start + 1, len(same)) if same[n].moment == "first")
        return same[start : next(ends, len(same))]

    def _play(self, run: Run) -> Played:
        exercise = exercise_of(run)
        setting = self._setting(run)
        print_ = self._print(run, setting)
        remembered = _MEMORY.get(run.pk)
        if remembered and remembered[0] == print_:
            return replace(remembered[1], run=run)
        chain = self.chain(run)
        played = None
        if remembered and _only_grew(remembered[0], print_, chain, run):
            played = _grown(remembered[1], run, remembered[0][1][-1])
        if played is None:
            answers = list(_answers(chain, run))
            state = exercise.fold_many(exercise.opening(setting), answers)
            played = Played(run, exercise, setting, state, Record().folded(answers))
        _remember(run.pk, print_, played)
        return played

    def _print(self, run: Run, setting: Setting) -> Any:
        """What a run was made from: its setting, whom an erasure took, how far each run is.

        A number may be given twice, when an act was taken back whole or the last answer was
        erased; the newest answer's id tells the two from each other (docs/decisions/0140).
        """
        far = tuple(_Far(one.pk, one.last, one.sure, one.newest) for one in self.chain(run))
        return ((run.exercise_version, setting, self.destroyed), far)

    def _setting(self, run: Run) -> Setting:
        return Setting(
            seed=run.seed,
            places=self.table.places,
            carried=tuple(self._carried(run)),
            groups=run.groups,
            sectors=self.table.sectors,
            sides=self.table.sides,
            moment=run.moment,
        )

    def _carried(self, run: Run) -> Iterable[Harvested]:
        """What earlier exercises left; of a chain only its newest run before this one."""
        before = {one.pk for one in self.before(run)}
        newest = {self.chain(o)[0].pk: o for o in self.playable() if o.pk in before}
        own = self.chain(run)[0].pk
        for start, one in newest.items():
            if start != own:
                played = self.played(one)
                yield from played.exercise.harvest(played.state, Reach.ONLY_ME)


def state_of(run: Run) -> Played:
    """What a run's answers come to now. Linear in the answers of the room's runs, at worst."""
    return Sitting(run.room).played(run)


def _only_grew(old: Any, new: Any, chain: list[Run], run: Run) -> bool:
    """True when nothing changed but answers that came in at the end of this run."""
    if old[0] != new[0] or old[1][:-1] != new[1][:-1] or chain[-1].pk != run.pk:
        return False
    was, now = old[1][-1], new[1][-1]
    more = (now.last or 0) - (was.last or 0)
    return bool(was.run == now.run and more == now.sure - was.sure > 0)


def _grown(played: Played, run: Run, was: _Far) -> Played | None:
    """What was worked out, with what came since; None when its last answer is another now."""
    rows = StoredAnswer.objects.filter(run=run, confirmed=True, number__gte=was.last or 0)
    found = list(rows.filter(number__lte=run.last).order_by("number"))
    if was.newest is not None and (not found or found.pop(0).pk != was.newest):
        return None
    fresh = [core_answer(one) for one in found if not one.is_gone]
    state = played.exercise.fold_many(played.state, fresh)
    return replace(played, run=run, state=state, record=played.record.folded(fresh))


def _counted(room: Room) -> list[Run]:
    """Runs that began, each with its last answer's number and id and how many answers count.

    Two small queries: one joined and grouped over all columns takes three times as long.
    """
    last = StoredAnswer.objects.filter(run=OuterRef("pk"), confirmed=True).order_by("-number")
    began = Run.objects.filter(room=room).exclude(state__in=["draft", "scheduled"])
    runs = list(began.annotate(newest=Subquery(last.values("pk")[:1])))
    sure = StoredAnswer.objects.filter(run__in=runs, confirmed=True).order_by()
    counts = {
        run: (last, many)
        for run, last, many in sure.values_list("run").annotate(Max("number"), Count("id"))
    }
    for one in runs:
        one.room = room
        one.last, one.sure = counts.get(one.pk, (None, 0))
    return runs


def _answers(chain: list[Run], run: Run) -> Iterable[Answer]:
    """Answers of the chain up to this run; of later returns only how far things may travel.

    So a branch taken back at a return leaves the forest that was held before it.
    """
    later = {one.pk for one in chain[chain.index(run) + 1 :]}
    rows = StoredAnswer.objects.filter(run__in=chain, confirmed=True)
    for stored in rows.order_by("run__created_at", "run_id", "number"):
        if stored.is_gone:
            continue
        answer = core_answer(stored)
        yield _limit(answer) if stored.run_id in later else answer


def _limit(answer: Answer) -> Answer:
    return replace(answer, act=Act.SHARE, body={}) if answer.act is Act.GIVE else answer


def _remember(key: Any, print_: Any, played: Played) -> None:
    _MEMORY[key] = (print_, played)
    _MEMORY.move_to_end(key)
    while len(_MEMORY) > KEPT:
        _MEMORY.popitem(last=False)


def forget() -> None:
    """Forget what this process worked out: somebody's words are gone for good."""
    _MEMORY.clear()
