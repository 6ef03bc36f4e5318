"""Paper: typed in, confirmed by its author, and only then counted."""

from __future__ import annotations

import pytest

from factories.rooms import Round, phone
from thousandfold.base.permissions import NotAllowed
from thousandfold.exercises import asking, sheets
from thousandfold.exercises.models import Place, StoredAnswer
from thousandfold.exercises.playing import state_of
from thousandfold.exercises.refused import KeptOnPhone, NoSuchItem, NothingWritten, RoomIsFull
from thousandfold.exercises.usecases import paper, places
from thousandfold.exercises.usecases.answers import Said
from thousandfold_core.exercise import Act, Reach


@pytest.fixture
def sheet(round_: Round) -> Place:
    made = places.lay_paper_places(viewer=round_.leader, room=round_.room, number=1, at=round_.at)
    round_.places.append(made[0])
    round_.starts(step="branches")
    return made[0]


def type_in(round_, sheet, viewer=None, private=True, act=Act.GIVE, **body):
    ask = round_.asked(len(round_.places) - 1)["branches"][0]
    return paper.type_in(
        viewer=viewer or round_.leader,
        run=round_.run,
        place=sheet,
        step_id="branches",
        slug=asking.slug_of(ask),
        said=Said(act, body=body),
        key=f"k{round_.now()}",
        private=private,
        at=round_.at,
    )


def test_a_paper_place_has_a_code_and_no_name(sheet):
    assert sheet.called == sheet.paper_code
    assert len(sheet.paper_code) == 5


def test_paper_places_fill_the_room_like_others(round_):
    with pytest.raises(RoomIsFull):
        places.lay_paper_places(viewer=round_.leader, room=round_.room, number=57, at=round_.at)


def test_typed_words_do_not_count_before_their_author_says_yes(round_, sheet):
    type_in(round_, sheet, words="care")
    assert round_.left(Reach.ONLY_ME) == []


def test_after_the_yes_they_go_as_far_as_the_author_lets_them(round_, sheet):
    one = type_in(round_, sheet, words="care")
    two = type_in(round_, sheet, words="patience")
    paper.confirm(
        viewer=phone(sheet),
        run=round_.run,
        place=sheet,
        reaches={one.said["item"]: Reach.COHORT_UNNAMED},
        on_proof=False,
        at=round_.now(),
    )
    assert round_.left() == ["care"]
    assert sorted(round_.left(Reach.ONLY_ME)) == ["care", "patience"]
    assert StoredAnswer.objects.get(pk=two.pk).confirmed


def test_a_signed_proof_is_the_authors_yes(round_, sheet):
    type_in(round_, sheet, words="care")
    done = paper.confirm(
        viewer=round_.leader, run=round_.run, place=sheet, reaches={}, on_proof=True, at=round_.at
    )
    assert done == 1
    assert state_of(round_.run).record.has_settled(sheet.key, "branches")


def test_who_leads_cannot_confirm_without_the_proof(round_, sheet):
    with pytest.raises(NotAllowed):
        paper.confirm(
            viewer=round_.leader,
            run=round_.run,
            place=sheet,
            reaches={},
            on_proof=False,
            at=round_.at,
        )


def test_a_participant_cannot_type_in_for_another(round_, sheet):
    with pytest.raises(NotAllowed):
        type_in(round_, sheet, viewer=phone(round_.places[0]), words="care")


def test_nobody_types_in_for_a_place_with_a_phone(round_, sheet):
    with pytest.raises(NotAllowed):
        type_in(round_, round_.places[0], words="care")


def test_nothing_is_typed_in_over_an_open_line(round_, sheet):
    with pytest.raises(KeptOnPhone):
        type_in(round_, sheet, private=False, words="care")


def test_an_empty_line_is_not_typed_in(round_, sheet):
    with pytest.raises(NothingWritten):
        type_in(round_, sheet, words="")


def test_a_slip_is_struck_out_before_the_yes_but_not_after(round_, sheet):
    slip = type_in(round_, sheet, words="cure")
    paper.strike_out(viewer=round_.leader, answer=slip, private=True)
    kept = type_in(round_, sheet, words="care")
    paper.confirm(
        viewer=round_.leader, run=round_.run, place=sheet, reaches={}, on_proof=True, at=round_.at
    )
    kept.refresh_from_db()
    with pytest.raises(NoSuchItem):
        paper.strike_out(viewer=round_.leader, answer=kept, private=True)


class TestManyToChooseFrom:
    """Ten fruit are too many for ticks: a line to copy one on, and a list to type it in from."""

    @pytest.fixture
    def tensions(self, round_: Round) -> Round:
        round_.starts(step="fruit")
        for number in range(12):
            round_.lets_out(number % 4, "fruit", f"shade {number}", Reach.COHORT_UNNAMED)
        return round_.closes().starts("forest", step="tensions")

    def asked(self, made) -> dict:
        asks = [ask for page in made for ask in page["asks"]]
        return next(ask for ask in asks if ask["prompt"] == "Which two fruit pull apart?")

    def test_the_sheet_has_a_line_for_each(self, tensions):
        found = self.asked(sheets.pages(tensions.run, None, "en"))["fields"][:2]
        assert [one["label"] for one in found] == ["One fruit", "The other"]
        assert [(one["options"], len(one["lines"])) for one in found] == [([], 1), ([], 1)]

    def test_who_types_it_in_chooses_among_all(self, tensions):
        played = state_of(tensions.run)
        found = self.asked(sheets.prompts(played, tensions.places[0], "en"))["fields"][:2]
        assert [len(one["options"]) for one in found] == [12, 12]
