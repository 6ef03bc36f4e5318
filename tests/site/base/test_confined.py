"""Work in a child process that may not take much."""

from __future__ import annotations

from pathlib import Path

import pytest

from thousandfold.base.files import confined_child
from thousandfold.base.files.confined import MEGABYTE, ChildFailed, Limits, TookTooMuch, confined

TESTS = Path(__file__).resolve().parents[2]
SMALL = Limits(memory=256 * MEGABYTE, answer=MEGABYTE, seconds=1, clock=20)


@pytest.fixture(autouse=True)
def _stand_ins(monkeypatch):
    """The child finds the stand-ins."""
    monkeypatch.setenv("PYTHONPATH", str(TESTS))


def does(work, given=b"", limits=SMALL):
    return confined(f"stand_ins.hungry:{work}", given, limits)


def test_what_is_made_comes_back_to_the_byte():
    given = bytes(range(256)) * 4000
    assert confined("builtins:bytes", given) == given


def test_nothing_given_is_something_too():
    assert confined("builtins:bytes", b"") == b""


def test_memory_within_the_limit_is_given():
    assert does("memory", b"20") == b"\0"


def test_more_memory_ends_the_child():
    with pytest.raises(TookTooMuch):
        does("memory", b"2000")


def test_more_time_of_the_processor_ends_the_child():
    with pytest.raises(TookTooMuch):
        does("processor")


def test_more_time_on_the_clock_ends_the_child():
    with pytest.raises(TookTooMuch):
        does("clock", limits=Limits(clock=1))


def test_a_longer_answer_ends_the_child():
    assert len(does("words", b"1000000")) == 1_000_000
    with pytest.raises(TookTooMuch):
        does("words", b"2000000")


def test_a_fault_is_told_by_its_kind_and_never_by_its_words():
    with pytest.raises(ChildFailed) as told:
        does("fault", b"Lan Nguyen")
    assert str(told.value) == "KeyError"


def test_the_child_knows_no_setting_of_the_site(monkeypatch):
    monkeypatch.setenv("THOUSANDFOLD_SECRET", "s3cret")
    assert b"THOUSANDFOLD" not in does("surroundings")


def test_the_child_writes_no_file(tmp_path):
    with pytest.raises(ChildFailed):
        does("file", str(tmp_path / "left").encode())
    assert (tmp_path / "left").read_bytes() == b""


def test_more_than_the_child_takes_in_does_not_hang():
    with pytest.raises(ChildFailed):
        confined("stand_ins.hungry:memory", b"x" * 5_000_000)


def test_work_that_is_not_there_is_a_failure_and_not_a_wait():
    with pytest.raises(TookTooMuch):
        does("nothing")


def test_a_platform_that_refuses_a_limit_is_asked_for_the_others(monkeypatch):
    """As macOS, which knows the limit of memory and does not grant it."""
    import resource

    asked = []

    def refuses(which, most):
        if which == resource.RLIMIT_AS:
            raise ValueError("not allowed to raise maximum limit")
        asked.append(which)

    monkeypatch.setattr(resource, "setrlimit", refuses)
    confined_child.limit(MEGABYTE, 1)
    assert resource.RLIMIT_CPU in asked


def test_a_platform_without_limits_goes_without(monkeypatch):
    """As Windows, which has no such module."""
    monkeypatch.setitem(__import__("sys").modules, "resource", None)
    confined_child.limit(MEGABYTE, 1)
