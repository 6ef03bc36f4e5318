# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the ground puts on Today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.choices import JobState, RoleKind
from thousandfold.base.hooks import News, Owed, news, owes
from thousandfold.base.models import Job
from thousandfold.base.running.works import work_of

#: How long something new is news.
NEWS_FOR = timedelta(days=7)


@owes
def _second_factor(request: Any) -> Iterator[Owed]:
    """Staff of a host that names a day, until they have a second factor."""
    viewer, begins = request.viewer, request.host.staff_second_factor_from
    if begins is None or viewer.second_factor or not viewer.has(RoleKind.STAFF):
        return
    if not viewer.has(RoleKind.ADMINISTRATOR):
        yield Owed(
            _("Set up your second factor; staff will need it."), reverse("mfa_index"), begins
        )


@news
def _longer_work(request: Any) -> Iterator[News]:
    """Longer work that the viewer asked for, wherever it stands."""
    since = timezone.now() - NEWS_FOR
    rows = Job.objects.filter(account=request.viewer.account, asked_at__gte=since)
    for job in rows[:5]:
        if job.state == JobState.DONE:
            text = say("Done: %(what)s")
        elif job.state == JobState.FAILED:
            text = say("Not done: %(what)s")
        else:
            text = say("Under way: %(what)s")
        where = reverse("base:job", args=[request.host.slug, job.pk])
        yield News(text % {"what": work_of(job.kind).title}, where, job.ended_at or job.asked_at)
