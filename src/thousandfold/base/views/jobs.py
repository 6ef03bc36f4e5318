# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far longer work has come: for who asked for it, and nobody else."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thousandfold.base.choices import JobState
from thousandfold.base.models import Job
from thousandfold.base.permissions import Permission
from thousandfold.base.running.works import work_of
from thousandfold.base.views.pages import Page


class OfJob(Page):
    """What both pages share: the job, if the viewer asked for it."""

    permission = Permission.HOST_SEE

    def find(self) -> Job:
        """The viewer's own job that the address names."""
        return get_object_or_404(Job, pk=self.kwargs["pk"], account=self.viewer.account)


class JobPage(OfJob):
    """Where the work stands, renewed by itself; then what became of it."""

    template_name = "base/job.html"

    def get_title(self) -> Any:
        """What is worked on."""
        return work_of(self.thing.kind).title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Steps with their states, and what renews the page while something may change."""
        job: Job = self.thing
        going = job.state in (JobState.WAITING, JobState.RUNNING)
        self.lead, self.section = _LEADS[job.state], work_of(job.kind).section
        poll = reverse("base:job-version", args=[self.request.host.slug, job.pk])  # type: ignore[attr-defined]
        live = {"poll": poll, "version": version(job)} if going else None
        return super().get_context_data(
            job=job, going=going, live=live, steps=_steps(job), **_without_pk(kwargs)
        )


class JobVersion(OfJob):
    """A short word that changes whenever the page would."""

    template_name = "base/job_version.txt"
    content_type = "text/plain; charset=utf-8"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The word."""
        return super().get_context_data(version=version(self.thing), **_without_pk(kwargs))


_LEADS = {
    JobState.WAITING: _("It begins in a moment. You may leave this page; the work goes on."),
    JobState.RUNNING: _("You may leave this page; the work goes on."),
    JobState.DONE: _("It is done."),
    JobState.FAILED: _("It was not done, and nothing was changed."),
}


def version(job: Job) -> str:
    """Where a job stands, as one word."""
    return f"{job.state}-{job.turn}-{job.step}"


def _steps(job: Job) -> list[dict[str, Any]]:
    done = job.state == JobState.DONE
    begun = job.state == JobState.RUNNING
    return [
        {"label": label, "state": _state(place, job.step, done, begun)}
        for place, label in enumerate(work_of(job.kind).steps)
    ]


def _state(place: int, now: int, done: bool, begun: bool) -> str:
    if done or (begun and place < now):
        return "done"
    return "now" if begun and place == now else "todo"


def _without_pk(kwargs: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in kwargs.items() if name != "pk"}
