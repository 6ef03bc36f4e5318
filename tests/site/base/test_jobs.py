"""Longer work: asked for once, done once, told to who asked; what a worker left is taken up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from factories.hosts import make_viewer
from thousandfold.base.choices import JobState, RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Host, Job, Message
from thousandfold.base.running import works
from thousandfold.base.usecases import jobs, working
from thousandfold.base.usecases.jobs import GONE, KEPT, LOST, MOST_TRIES
from thousandfold_core.errors import Refusal

SECRET = "what somebody wrote"


class Never(Refusal):
    """Refused."""

    code = "never"
    text = "This cannot be, because it cannot be."


class Scripted:
    """A work that does what the test says while it prepares and while it writes."""

    def __init__(self) -> None:
        self.while_preparing: Any = lambda job: None
        self.while_writing: Any = lambda job: None

    def prepare(self, viewer: Viewer, job: Job, tell: Any) -> str:
        tell(0)
        self.while_preparing(job)
        return "ready"

    def write(self, viewer: Viewer, job: Job, prepared: str) -> str:
        effect(job.host)
        self.while_writing(job)
        return "/made/"


def effect(host: Host) -> None:
    """What the work changes: one message more."""
    Message.objects.create(host=host, to="a@example.org", subject="Made", drafted_at=timezone.now())


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Iterator[Scripted]:
    """A kind of work for the tests."""
    made = Scripted()
    steps = ("Looking", "Writing")
    one = works.Work("tests.made", "Making", steps, made.prepare, made.write)
    monkeypatch.setattr(works, "_WORKS", {**works._WORKS, one.kind: one})
    return made


@pytest.fixture
def job(here: Host, staff: Viewer, script: Scripted) -> Job:
    """Work that waits."""
    return asked(staff)


def asked(viewer: Viewer, key: str = "one") -> Job:
    now = timezone.now()
    return jobs.ask(viewer=viewer, kind="tests.made", key=key, given={}, came_from="/from/", at=now)


def done(job: Job) -> Job:
    working.do(job.pk)
    return fresh(job)


def fresh(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def left(job: Job, ago: timedelta = GONE * 2) -> None:
    """A worker began it and gave no sign of life since."""
    Job.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, turn=1, tries=1, seen_at=timezone.now() - ago
    )


def in_line() -> int:
    return DBTaskResult.objects.ready().count()


def test_what_is_asked_for_waits_in_line(job):
    assert (job.state, in_line()) == (JobState.WAITING, 1)


def test_the_line_carries_the_id_alone(job):
    row = DBTaskResult.objects.get()
    assert row.args_kwargs == {"args": [str(job.pk)], "kwargs": {}}


def test_the_same_key_is_the_same_job(job, staff):
    assert asked(staff).pk == job.pk and in_line() == 1


def test_work_that_is_done_says_where_it_led(job):
    assert (done(job).state, fresh(job).leads_to) == (JobState.DONE, "/made/")


def test_work_is_done_once_however_often_it_is_carried(job):
    for _time in range(3):
        working.do(job.pk)
    assert Message.objects.count() == 1


def test_a_refusal_is_told_in_its_words_and_changes_nothing(job, script):
    def refuse(job):
        raise Never

    script.while_writing = refuse
    assert (done(job).state, fresh(job).problem) == (JobState.FAILED, Never.text)
    assert not Message.objects.exists()


def test_a_fault_is_told_without_its_words(job, script, caplog):
    def break_down(job):
        raise RuntimeError(SECRET)

    script.while_writing = break_down
    assert "Something broke on our side" in done(job).problem
    assert SECRET not in fresh(job).problem and not Message.objects.exists()
    assert "Job" in caplog.text


def test_what_failed_may_be_asked_for_again(job, script, staff):
    def refuse(job):
        raise Never

    script.while_writing = refuse
    done(job)
    script.while_writing = lambda job: None
    assert done(asked(staff)).state == JobState.DONE


def test_a_database_that_was_away_leaves_the_job_to_be_taken_up(job, script):
    def away(job):
        raise OperationalError

    script.while_preparing = away
    assert done(job).state == JobState.RUNNING


def test_work_in_living_hands_is_left_there(job):
    left(job, ago=timedelta(seconds=1))
    working.do(job.pk)
    assert fresh(job).state == JobState.RUNNING and not Message.objects.exists()


def test_what_another_had_is_taken_over_when_the_broker_says_so(job):
    left(job, ago=timedelta(seconds=1))
    token = working.AGAIN.set(True)
    working.do(job.pk)
    working.AGAIN.reset(token)
    assert fresh(job).state == JobState.DONE


def test_who_was_overtaken_changes_nothing(job, script):
    def overtaken(job):
        Job.objects.filter(pk=job.pk).update(turn=7)

    script.while_preparing = overtaken
    assert done(job).state == JobState.RUNNING and not Message.objects.exists()


def test_who_was_overtaken_while_it_told_its_step_stops(job, script):
    def prepare(viewer, job, tell):
        Job.objects.filter(pk=job.pk).update(turn=7)
        tell(1)
        raise AssertionError("went on")

    works._WORKS["tests.made"] = replace(works.work_of("tests.made"), prepare=prepare)
    assert done(job).turn == 7


def test_what_a_worker_left_is_put_in_line_again(job):
    DBTaskResult.objects.all().delete()
    left(job)
    assert jobs.take_up_again(at=timezone.now()) == 1
    assert (fresh(job).state, in_line()) == (JobState.WAITING, 1)


def test_what_the_line_lost_is_put_in_again(job):
    DBTaskResult.objects.all().delete()
    assert jobs.take_up_again(at=timezone.now() + LOST * 2) == 1 and in_line() == 1


def test_what_just_began_is_left_alone(job):
    left(job, ago=timedelta(seconds=1))
    assert jobs.take_up_again(at=timezone.now()) == 0


def test_what_was_begun_too_often_is_given_up_with_a_sentence(job):
    left(job)
    Job.objects.filter(pk=job.pk).update(tries=MOST_TRIES)
    assert jobs.take_up_again(at=timezone.now()) == 0
    assert (fresh(job).state, fresh(job).problem) == (JobState.FAILED, jobs.too_often())


def test_a_sign_of_life_keeps_a_job_in_its_hands(job, monkeypatch):
    left(job)
    ticks = iter([False, True])
    over = type("Over", (), {"wait": lambda self, seconds: next(ticks)})()
    monkeypatch.setattr(working.connection, "close", lambda: None)
    working._beat(job.pk, 1, over)
    assert jobs.take_up_again(at=timezone.now()) == 0


def test_what_ended_a_week_ago_is_forgotten(job):
    done(job)
    jobs.sweep(at=timezone.now() + KEPT + timedelta(hours=1))
    assert not Job.objects.exists() and not DBTaskResult.objects.exists()


def test_what_is_under_way_is_kept(job):
    jobs.sweep(at=timezone.now() + KEPT / 2)
    assert fresh(job) and in_line() == 1


def address(job: Job, more: str = "") -> str:
    return f"/h/{job.host.slug}/work/{job.pk}/{more}"


def test_the_page_renews_itself_while_it_waits(job, staff_client):
    page = staff_client.get(address(job)).content.decode()
    assert f'data-live-poll="{address(job, "version/")}"' in page
    assert '<noscript><meta http-equiv="refresh"' in page


def test_the_word_changes_with_each_step(job, staff_client, script):
    seen = [staff_client.get(address(job, "version/")).content]
    script.while_preparing = lambda job: seen.append(
        staff_client.get(address(job, "version/")).content
    )
    done(job)
    seen.append(staff_client.get(address(job, "version/")).content)
    assert len(set(seen)) == 3


def test_the_page_of_what_is_done_leads_on(job, staff_client):
    done(job)
    page = staff_client.get(address(job)).content.decode()
    assert 'href="/made/"' in page and "data-live-poll" not in page


def test_the_page_of_what_failed_says_why_and_leads_back(job, staff_client, script):
    def refuse(job):
        raise Never

    script.while_writing = refuse
    done(job)
    page = staff_client.get(address(job)).content.decode()
    assert Never.text in page and 'href="/from/"' in page


def test_nobody_else_sees_it(job, host):
    other = Client()
    other.force_login(make_viewer(host, RoleKind.STAFF, email="other@example.org").account)
    assert other.get(address(job)).status_code == 404
    assert other.get(address(job, "version/")).status_code == 404


def test_another_host_has_no_such_work(job, other_host, staff_client, staff):
    make_viewer(other_host, RoleKind.STAFF, email=staff.account.email)
    assert staff_client.get(f"/h/{other_host.slug}/work/{job.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (JobState.RUNNING, "Under way: Making"),
        (JobState.DONE, "Done: Making"),
        (JobState.FAILED, "Not done: Making"),
    ],
)
def test_today_tells_who_asked_where_it_stands(job, staff_client, state, words):
    Job.objects.filter(pk=job.pk).update(state=state)
    page = staff_client.get(f"/h/{job.host.slug}/").content.decode()
    assert words in page and address(job) in page


def test_today_tells_nobody_else(job, host):
    other = Client()
    other.force_login(make_viewer(host, RoleKind.STAFF, email="other@example.org").account)
    assert "Making" not in other.get(f"/h/{host.slug}/").content.decode()
