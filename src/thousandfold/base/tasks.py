# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the queue carries: the id of a job, and nothing else (docs/decisions/0118)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django_tasks import task

from thousandfold.base.models import Job


@task()
def do_job(job_id: str) -> None:
    """Do a job. Raises nothing: what went wrong stands with the job, without words."""
    from thousandfold.base.usecases.working import do

    do(UUID(job_id))


def put_in_line(job: Job) -> None:
    """Hand a job to whoever works, as part of the transaction or after its commit."""
    with transaction.atomic():
        do_job.enqueue(str(job.pk))
