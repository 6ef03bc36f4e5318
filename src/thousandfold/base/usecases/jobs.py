# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking for longer work, and taking up again what a worker left."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as say

from thousandfold.base.choices import JobState
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Job
from thousandfold.base.running.works import work_of
from thousandfold.base.scope import every_host
from thousandfold.base.tasks import put_in_line

#: A worker says every few seconds that it is there; after this it is taken for gone.
GONE = timedelta(seconds=30)
#: What waits this long is put in line again: the line may have lost it.
LOST = timedelta(minutes=2)
#: So often a job is begun, before people are told that it does not work.
MOST_TRIES = 3
#: Ended jobs and the queue's own notes are kept this long.
KEPT = timedelta(days=7)


def ask(
    *, viewer: Viewer, kind: str, key: str, given: Mapping[str, Any], came_from: str, at: datetime
) -> Job:
    """Ask for work. The same key leads to the same job; one that failed is begun anew.

    The permission is asked by the work itself, when it begins and when it writes.

    Raises:
        KeyError: for a kind that nobody answers for.
    """
    work_of(kind)
    fresh = {
        "given": dict(given),
        "language": translation.get_language() or "en",
        "came_from": came_from[:500],
        "asked_at": at,
        "queued_at": at,
        "account": viewer.account,
    }
    with transaction.atomic():
        job, new = Job.objects.select_for_update().get_or_create(
            host=viewer.host, key=key, defaults={**fresh, "kind": kind}
        )
        if new or job.state == JobState.FAILED:
            _begin_anew(job, fresh)
            put_in_line(job)
    return job


def take_up_again(*, at: datetime) -> int:
    """Put in line again what a worker left or the line lost; return how many.

    What was begun too often is given up, with a sentence for who asked.
    """
    gone = Q(state=JobState.RUNNING, seen_at__lt=at - GONE)
    lost = Q(state=JobState.WAITING, queued_at__lt=at - LOST)
    with every_host("work of every host is done by the same workers"):
        ids = list(Job.objects.filter(gone | lost).values_list("pk", flat=True)[:100])
    return sum(_take_up(pk, gone | lost, at) for pk in ids)


def sweep(*, at: datetime) -> None:
    """Forget jobs that ended a week ago, and what the queue noted about them."""
    from django_tasks_db.models import DBTaskResult

    with every_host("what ended is forgotten everywhere alike"):
        Job.objects.filter(ended_at__lt=at - KEPT).delete()
    DBTaskResult.objects.filter(enqueued_at__lt=at - KEPT).delete()


def _begin_anew(job: Job, fresh: dict[str, Any]) -> None:
    for name, value in fresh.items():
        setattr(job, name, value)
    job.state, job.tries, job.step = JobState.WAITING, 0, 0
    job.problem, job.ended_at, job.seen_at = "", None, None
    job.save()


def _take_up(pk: Any, still: Q, at: datetime) -> int:
    with every_host("as above"), transaction.atomic():
        rows = Job.objects.select_for_update(skip_locked=True, of=("self",))
        job = rows.filter(still, pk=pk).select_related("host").first()
        if job is None:
            return 0
        if job.tries >= MOST_TRIES:
            with translation.override(job.language):
                job.problem = too_often()
            job.state, job.ended_at = JobState.FAILED, at
            job.save(update_fields=["state", "problem", "ended_at"])
            return 0
        job.state, job.queued_at = JobState.WAITING, at
        job.save(update_fields=["state", "queued_at"])
        put_in_line(job)
        return 1


def too_often() -> str:
    """What people read when work was begun again and again and never ended."""
    return say("It was begun three times and did not come to its end. Nothing was changed.")
