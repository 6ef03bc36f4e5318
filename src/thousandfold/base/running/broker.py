# SPDX-License-Identifier: AGPL-3.0-or-later
"""Longer work over RabbitMQ: Django's tasks handed to Celery, and done by its workers.

The queue is a quorum queue, a message is confirmed by the broker when it is handed over and
acknowledged by a worker when the work is over, so neither side loses one by dying
(docs/decisions/0119). Where the work stands is told by our own table of jobs.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id

NAME = "thousandfold.do"
QUEUE = "thousandfold"
#: What the promise rests on; the tests switch each off and see the work lost.
PROMISES = {"task_acks_late": True, "task_reject_on_worker_lost": True}


class Backend(BaseTaskBackend):
    """Hands a task to Celery once the transaction around it is committed."""

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> TaskResult:
        """Hand it over after the commit; a transaction that rolls back hands over nothing.

        Where the broker does not answer, the job stays waiting and is put in line again later.
        """
        self.validate_task(task)
        result: TaskResult = TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=timezone.now(),
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=list(args),
            kwargs=dict(kwargs),
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )

        def hand_over() -> None:
            celery().send_task(NAME, args=[task.module_path, result.args])

        transaction.on_commit(hand_over, robust=True)
        return result


@lru_cache(maxsize=1)
def celery() -> Any:
    """Our Celery application. Celery is loaded only where there is a broker."""
    from celery import Celery
    from kombu import Queue

    app = Celery("thousandfold", broker=settings.BROKER)
    app.conf.update(
        task_queues=[Queue(QUEUE, queue_arguments={"x-queue-type": "quorum"})],
        task_default_queue=QUEUE,
        task_serializer="json",
        accept_content=["json"],
        task_ignore_result=True,
        task_publish_retry_policy={"max_retries": 2, "interval_start": 0, "interval_step": 0.2},
        broker_transport_options={"confirm_publish": True},
        broker_connection_retry_on_startup=True,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_send_task_events=False,
        **PROMISES,
    )
    app.task(bind=True, name=NAME)(do)
    return app


def do(self: Any, path: str, args: list[Any]) -> None:
    """Do one of our tasks; one that another worker had before is taken over at once.

    Raises:
        ValueError: for a name that is no task of ours.
    """
    from thousandfold.base.usecases.working import AGAIN

    if not path.startswith("thousandfold."):
        raise ValueError("Not a task of ours.")
    task = import_string(path)
    again = bool((self.request.delivery_info or {}).get("redelivered"))
    token = AGAIN.set(again)
    try:
        task.call(*args)
    finally:
        AGAIN.reset(token)
