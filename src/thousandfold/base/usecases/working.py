# SPDX-License-Identifier: AGPL-3.0-or-later
"""Doing a job: begin it, say that one is still there, write once, or say why not."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Event, Thread
from uuid import UUID

from django.db import Error, connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as say

from thousandfold.base.choices import JobState
from thousandfold.base.doorway.viewer import viewer_at
from thousandfold.base.models import Job
from thousandfold.base.refusals import wording
from thousandfold.base.running.works import work_of
from thousandfold.base.scope import every_host, inside
from thousandfold.base.usecases.jobs import GONE
from thousandfold_core.errors import Refusal

#: Seconds between two signs of life.
EVERY = 5.0
log = logging.getLogger("thousandfold.jobs")
#: True while a message is done that another worker had and did not end.
AGAIN: ContextVar[bool] = ContextVar("AGAIN", default=False)


class Overtaken(Exception):
    """Another worker took the job up meanwhile; this one must change nothing."""


def do(job_id: UUID) -> None:
    """Do a job if it is to be done; every way it can end stands in its row."""
    job = _begun(job_id)
    if job is None:
        return
    with inside(job.host), translation.override(job.language), _signs_of_life(job):
        try:
            _work(job)
        except Overtaken:
            log.info("Job %s was taken up by another worker.", job.pk)
        except Refusal as refusal:
            _give_up(job, wording(refusal))
        except Error as problem:  # the database is not there: it is taken up again later
            log.warning("Job %s waits for the database: %s", job.pk, type(problem).__name__)
        except Exception:
            log.exception("Job %s broke", job.pk)
            _give_up(job, say("Something broke on our side. Nothing was changed."))


def _begun(job_id: UUID) -> Job | None:
    """Begin a turn; None where the work is done, given up, or in living hands."""
    now = timezone.now()
    free = Q(state=JobState.WAITING) | Q(seen_at__lt=now - GONE)
    if AGAIN.get():
        free = Q()
    with every_host("a worker serves every host"):
        rows = Job.objects.filter(free, pk=job_id, state__in=[JobState.WAITING, JobState.RUNNING])
        begun = rows.update(
            state=JobState.RUNNING, turn=F("turn") + 1, tries=F("tries") + 1, seen_at=now, step=0
        )
        if not begun:
            return None
        return Job.objects.select_related("host", "account").get(pk=job_id)


def _work(job: Job) -> None:
    work, viewer = work_of(job.kind), viewer_at(job.account, job.host)
    prepared = work.prepare(viewer, job, lambda step: _tell(job, step))
    _tell(job, len(work.steps) - 1)
    with transaction.atomic():
        if not _mine(job).select_for_update().exists():
            raise Overtaken
        leads_to = work.write(viewer, job, prepared)
        _mine(job).update(state=JobState.DONE, leads_to=leads_to[:500], ended_at=timezone.now())


def _mine(job: Job) -> QuerySet[Job]:
    """The row, as long as this turn is the latest."""
    return Job.objects.filter(pk=job.pk, turn=job.turn, state=JobState.RUNNING)


def _tell(job: Job, step: int) -> None:
    if not _mine(job).update(step=step, seen_at=timezone.now()):
        raise Overtaken


def _give_up(job: Job, sentence: str) -> None:
    _mine(job).update(state=JobState.FAILED, problem=sentence[:500], ended_at=timezone.now())


@contextmanager
def _signs_of_life(job: Job) -> Iterator[None]:
    """Say every few seconds that somebody works, from a thread of its own."""
    over = Event()
    beating = Thread(target=_beat, args=(job.pk, job.turn, over), daemon=True)
    beating.start()
    try:
        yield
    finally:
        over.set()
        beating.join(timeout=EVERY)


def _beat(pk: UUID, turn: int, over: Event) -> None:
    while not over.wait(EVERY):
        try:
            with every_host("a sign of life names one job"):
                Job.objects.filter(pk=pk, turn=turn).update(seen_at=timezone.now())
        except Error:  # the work itself writes just now, or the database is away
            log.debug("No sign of life could be given.")
        finally:
            connection.close()
