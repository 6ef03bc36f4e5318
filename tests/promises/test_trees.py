"""Key screens as a screen reader is told them: kept as text, and read like code.

``tools/trees`` writes them anew. Whoever changes a screen looks at what changed in its file.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browser import chromium
from promises.looking.collecting import Collection
from promises.looking.everything import everything_shown
from promises.looking.key_screens import SCREENS
from promises.looking.looker import LAPTOP, looking
from promises.looking.trees import TREES, faults_of, told

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def collection(django_db_setup, django_db_blocker) -> Collection:
    """Everything that people are shown in a region with one of everything."""
    with django_db_blocker.unblock():
        return everything_shown()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as made:
        yield made


@pytest.fixture(scope="module")
def trees(collection, browser) -> dict[str, str]:
    """By name of the screen, what it tells."""
    with looking(browser, LAPTOP, "light", "en") as looker:
        found = {}
        for name, kind in SCREENS.items():
            looker.shows(collection.shown[kind])
            found[name] = told(looker.page)
    if os.environ.get("THOUSANDFOLD_WRITE_TREES"):
        write(found)
    return found


def write(trees: dict[str, str]) -> None:
    """Keep the trees as they are now, and none of a screen that is gone."""
    TREES.mkdir(exist_ok=True)
    for old in TREES.glob("*.yaml"):
        old.unlink()
    for name, tree in trees.items():
        (TREES / f"{name}.yaml").write_text(tree, encoding="utf-8")


def kept(name: str) -> str:
    """What was kept of a screen; nothing for one that is new."""
    path = TREES / f"{name}.yaml"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def changed(trees: dict[str, str]) -> list[str]:
    """What each screen tells otherwise than its file."""
    return [
        f"{name}: {line}"
        for name, tree in trees.items()
        for line in difflib.unified_diff(
            kept(name).splitlines(), tree.splitlines(), "kept", "now", n=1, lineterm=""
        )
    ]


@pytest.mark.browser
def test_key_screens_tell_what_was_read_and_kept(trees):
    assert "\n".join(changed(trees)) == "", "if it reads well, run tools/trees"


def test_every_kept_tree_is_of_a_screen():
    assert {one.stem for one in TREES.glob("*.yaml")} == set(SCREENS)
    assert len(SCREENS) >= 40


@pytest.mark.parametrize("name", SCREENS)
def test_a_key_screen_can_be_used_by_ear(name):
    assert faults_of(kept(name)) == []


@pytest.mark.browser
@pytest.mark.sabotage("test_key_screens_tell_what_was_read_and_kept")
def test_a_label_that_is_gone_is_noticed(collection, browser):
    """The twin: one label is taken off the page on which people sign in."""
    with looking(browser, LAPTOP, "light", "en") as looker:
        looker.shows(collection.shown[SCREENS["account-sign-in"]])
        looker.page.evaluate("() => document.querySelector('main label').remove()")
        tree = told(looker.page)
    assert changed({"account-sign-in": tree})


@pytest.mark.sabotage("test_a_key_screen_can_be_used_by_ear")
def test_what_cannot_be_used_by_ear_is_noticed():
    tree = '- main:\n  - heading "A" [level=1]\n  - heading "B" [level=3]\n  - button\n'
    found = faults_of(tree + "- navigation\n- navigation\n")
    assert [one.split(":")[0] for one in found] == [
        "without a name",
        "a heading of level 3 after one of level 1",
        "2 of the same",
    ]
