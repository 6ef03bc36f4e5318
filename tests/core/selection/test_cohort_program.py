"""The solver's shortcuts change no answer."""

import pytest
from hypothesis import HealthCheck, given, settings
from pools_of_nominees import allowed, assembly, questions, total

from thousandfold_core.selection import RulesContradict, compose, explain, why
from thousandfold_core.selection import program as programs
from thousandfold_core.selection.clauses import clauses_of
from thousandfold_core.selection.highs import Loaded, Question, Row
from thousandfold_core.selection.model import Model
from thousandfold_core.selection.program import Program
from thousandfold_core.selection.scores import whole_scores


@pytest.mark.parametrize("core", [0, 20])
@pytest.mark.parametrize("seed", range(4))
def test_solving_the_core_first_is_worth_the_same_as_solving_all_at_once(seed, core, monkeypatch):
    monkeypatch.setattr(programs, "CORE", core)
    pool, rules = assembly(seed)
    scores = whole_scores(pool).steps
    model = Model(pool, clauses_of(pool, rules), scores.get)
    for one in pool.people[:6]:
        low = model.forced([one.id])
        answer = model.program.maximise(model.weights(scores), low=low)
        bounds = {at: (least, model.program.upper[at]) for at, least in low.items()}
        whole = Loaded(model.program.upper, model.rows, whole=True)
        outcome = whole.ask(Question(model.weights(scores), bounds))
        assert (answer is None) == (outcome is None)
        if answer:
            assert answer.proved
            assert answer.worth == round(
                sum(
                    scores_of * outcome.values[at]
                    for at, scores_of in model.weights(scores).items()
                )
            )


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(question=questions(most=8))
def test_the_smallest_core_still_finds_the_best_group(question, monkeypatch):
    monkeypatch.setattr(programs, "CORE", 0)
    pool, rules = question
    groups = allowed(pool, rules)
    try:
        assert compose(pool, rules, seed=1).total == max(map(total, groups))
    except RulesContradict:
        assert not groups


def test_asking_about_one_person_alone_gives_the_same_reason_as_asking_about_all():
    pool, rules = assembly(4, size=10, people=40)
    cohort = compose(pool, rules, seed=0)
    reasons = why(pool, rules, cohort)
    for one in pool.people[::5]:
        assert explain(pool, rules, cohort, one.id) == reasons[one.id]


def test_a_program_without_an_answer_says_so_and_can_be_asked_again():
    program = Program([1, 1], [Row({0: 1, 1: 1}, low=2)])
    assert program.maximise({0: 1}, high={0: 0}) is None
    assert program.maximise({0: 1}, off=[0], extra=[Row({0: 1}, high=0)]).values[0] == 0
    assert program.maximise({0: 1}).values == (1, 1)


def test_a_row_over_nobody_that_asks_for_somebody_has_no_answer():
    assert Program([1], [Row({}, low=1)]).maximise({0: 1}) is None


def test_bounds_that_leave_nothing_have_no_answer():
    assert Program([1], []).maximise({0: 1}, low={0: 1}, high={0: 0}) is None
