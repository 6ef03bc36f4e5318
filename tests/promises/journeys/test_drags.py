"""Nothing must be dragged: whatever can be has a declared way without, which is walked."""

from __future__ import annotations

import pytest

from promises.journeys import (  # noqa: F401 -- their journeys are in the registry
    at_the_call,
    at_the_desk,
    in_public,
    in_the_room,
)
from promises.journeys.drags import TWINS, dragged_without_twin, signs_of_dragging
from promises.journeys.registry import EVERY


def test_nothing_is_dragged_without_a_twin() -> None:
    assert dragged_without_twin(signs_of_dragging(), TWINS) == []


@pytest.mark.sabotage("test_nothing_is_dragged_without_a_twin")
def test_a_new_thing_to_drag_is_found(tmp_path) -> None:
    (tmp_path / "cards.js").write_text('card.addEventListener("dragstart", lift);')
    (tmp_path / "cards.html").write_text('<li draggable="true">Ana</li>')
    found = signs_of_dragging(tmp_path)
    assert found == {("cards.js", "dragstart"), ("cards.html", "draggable")}
    said = dragged_without_twin(signs_of_dragging() | found, TWINS)
    assert said == ["cards.html: draggable", "cards.js: dragstart"]


@pytest.mark.sabotage("test_nothing_is_dragged_without_a_twin")
def test_a_twin_that_nobody_walks_is_found(tmp_path) -> None:
    (tmp_path / "cards.js").write_text("// drag\ncard.ondrop = 1; x.draggable = true")
    found = signs_of_dragging() | {("cards.js", "draggable")}
    said = dragged_without_twin(found, {("cards.js", "draggable"): "nobody goes this way"})
    assert said == ["nobody walks: nobody goes this way"]
    assert dragged_without_twin(found, {("cards.js", "draggable"): EVERY[0].name}) == []
