# SPDX-License-Identifier: AGPL-3.0-or-later
"""What platforms show on pages that join the stages: the path, today, search."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thousandfold.base import hooks
from thousandfold.base.permissions import Permission, may
from thousandfold.campaigns import queries
from thousandfold.campaigns.choices import PlankState, PlatformState

FEW = 6
#: A hearing comes up this long before its day; an adoption is news for this long.
AHEAD, NEWS_FOR = timedelta(days=14), timedelta(days=14)


@hooks.phase(70)
def _commit(request: Any, cohort: Any) -> Iterable[hooks.PhaseState]:
    if not may(request.viewer, Permission.PLATFORM_SEE, cohort):
        return
    platform = queries.platform_of(request.viewer, cohort)
    if platform is None:
        yield hooks.PhaseState("commit", _("Commit"), "todo", "", _begin(request, cohort))
        return
    url = _url(request, "platform", platform.pk)
    if platform.state == PlatformState.ADOPTED:
        yield hooks.PhaseState("commit", _("Commit"), "done", _("platform adopted"), url)
        return
    candidates = platform.planks.filter(state=PlankState.CANDIDATE).count()
    tasks = tuple(_tasks(request, platform, candidates))
    yield hooks.PhaseState("commit", _("Commit"), "now", _("platform in draft"), url, tasks)


def _tasks(request: Any, platform: Any, candidates: int) -> Iterable[hooks.Owed]:
    if not may(request.viewer, Permission.PLATFORM_CHANGE, platform):
        return
    if candidates:
        text = ngettext("Word %(n)s candidate plank", "Word %(n)s candidate planks", candidates)
        yield hooks.Owed(text % {"n": candidates}, _url(request, "platform", platform.pk))
    else:
        yield hooks.Owed(_("Adopt the platform"), _url(request, "platform-adopt", platform.pk))


def _begin(request: Any, cohort: Any) -> str:
    if not may(request.viewer, Permission.PLATFORM_CHANGE, cohort):
        return ""
    return f"{_url(request, 'platform-draft')}?cohort={cohort.pk}"


@hooks.leads_from_the_table
def _at_the_table(request: Any, cohort: Any) -> Iterable[hooks.Link]:
    if queries.platform_of(request.viewer, cohort) is not None:
        yield hooks.Link(_("What we stand for: our platform"), reverse("campaigns:at-the-place"))


@hooks.owes
def _hearings(request: Any) -> Iterable[hooks.Owed]:
    for plank in queries.hearings_owed(request.viewer, timezone.localdate() + AHEAD):
        title = plank.change_sought or plank.platform.title
        text = say("Hear again: %(plank)s") % {"plank": title}
        yield hooks.Owed(text, _url(request, "plank", plank.pk), plank.hear_on)


@hooks.news
def _adopted(request: Any) -> Iterable[hooks.News]:
    for one in queries.newly_adopted(request.viewer, timezone.now() - NEWS_FOR):
        text = say("Adopted: %(title)s") % {"title": one.title}
        yield hooks.News(text, _url(request, "platform", one.pk), one.at)


@hooks.finds
def _planks(request: Any, words: str) -> Iterable[hooks.Found]:
    for one in queries.found_planks(request.viewer, words)[:FEW]:
        yield hooks.Found(
            _("Plank"), one.change_sought, _url(request, "plank", one.pk), one.platform.title
        )


def _url(request: Any, name: str, *more: Any) -> str:
    return reverse(f"campaigns:{name}", args=[request.host.slug, *more])
