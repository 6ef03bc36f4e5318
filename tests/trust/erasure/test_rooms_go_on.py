"""A room goes on when somebody who sat in it is erased, and says nothing of them any more."""

from __future__ import annotations

import pytest

from factories.hosts import AT
from factories.little import LittleRegion
from thousandfold.base.keeping.subject import subject_of
from thousandfold.base.scope import every_host, inside
from thousandfold.base.usecases import erasing
from thousandfold.exercises.models import Place, Run, StoredAnswer
from thousandfold.exercises.playing import exercises, state_of
from thousandfold_core.exercise import Reach
from thousandfold_core.exercise.rehearsal import REHEARSAL, rehearsed


@pytest.mark.parametrize("name", sorted(exercises()))
def test_an_exercise_folds_without_any_one_of_its_people(name):
    exercise = exercises()[name]
    people = max(exercise.card.people.fewest, 3)
    answers, _state = rehearsed(exercise, people, "somebody goes")
    setting = exercise.example(people, REHEARSAL)
    for gone in setting.places:
        left = [one for one in answers if one.place != gone]
        state = exercise.fold_many(exercise.opening(setting), left)
        for reach in Reach:
            exercise.harvest(state, reach)


def test_a_room_opens_after_one_of_its_people_was_erased(db):
    region = LittleRegion()
    with inside(region.host):
        place = region.grown.places[0]
        said = StoredAnswer.objects.filter(place=place).count()
        subject = subject_of(place, host=region.host)
        with every_host("an erasure in a test"):
            erasing._finish(subject, None, AT)
        assert said > 0
        assert not StoredAnswer.objects.filter(place=place).exists()
        assert Place.objects.get(pk=place.pk).called == "–"
        for run in Run.objects.exclude(state__in=["draft", "scheduled"]):
            state_of(run)
