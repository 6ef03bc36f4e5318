# SPDX-License-Identifier: AGPL-3.0-or-later
"""The directory, finishing with a cohort, and the way to one's own entry."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thousandfold.alumni import queries
from thousandfold.alumni.forms import FinishForm
from thousandfold.alumni.usecases.finishing import finish_cohort
from thousandfold.base.permissions import SIGNED_IN, Permission
from thousandfold.base.site import HERE
from thousandfold.base.views import FormPage, ListPage, Page
from thousandfold.base.views.lists import Filter
from thousandfold.people.choices import Post
from thousandfold.people.models import Spell
from thousandfold.recruitment.models import Cohort


class RoleNow(Filter):
    """People who hold a role now; one that ended does not count."""

    def value(self) -> Any:
        """The people with that role."""
        return Spell.objects.filter(post=self.chosen, until=None).values("person")


class AlumniList(ListPage):
    """Everybody who lets themselves be found."""

    permission = Permission.ALUMNI_SEE
    template_name = "alumni/alumni.html"
    title = _("Alumni")
    lead = _("People who finished with a cohort and let each other find them.")
    section = "alumni"
    search_in = ("person__name", "person__called", "person__town", "cohort__title")
    sorts = {
        "name": ("person__sort_name", "id"),
        "cohort": ("cohort__title", "person__sort_name"),
        "town": ("person__town", "person__sort_name"),
        "since": ("since", "person__sort_name"),
    }
    default_sort = "name"

    def rows(self) -> Any:
        """Listed alumni."""
        return queries.listed_for(self.viewer, timezone.localdate())

    def filters(self) -> list[Filter]:
        """By cohort, place and role now."""
        known = queries.listed_for(self.viewer, timezone.localdate()).prefetch_related(None)
        pairs = known.order_by("cohort__title").values_list("cohort", "cohort__title").distinct()
        towns = known.exclude(person__town="").order_by("person__town")
        return [
            Filter("cohort", _("Cohort"), "cohort", [(str(pk), title) for pk, title in pairs]),
            Filter("town", _("Town or district"), "person__town", _options(towns)),
            RoleNow("role", _("Role"), "person__in", list(Post.choices)),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The number of those who are not listed, for staff; the way to one's own entry."""
        today = timezone.localdate()
        return super().get_context_data(
            unlisted=queries.unlisted_count(self.viewer, today),
            own=queries.own_entries(self.viewer),
            to_finish=queries.cohorts_to_finish(self.viewer).exists(),
            **kwargs,
        )


def _options(rows: Any) -> list[tuple[str, Any]]:
    return [(town, town) for town in rows.values_list("person__town", flat=True).distinct()]


class CohortFinish(FormPage):
    """Finish with a cohort."""

    permission = Permission.ALUMNI_CHANGE
    form_class = FinishForm
    title = _("Finish with a cohort")
    lead = _(
        "Its members become alumni, listed nowhere. Each gets a link to their own page, as a draft in the outbox, and decides there."
    )
    action = _("Finish")
    section = "alumni"

    def form_arguments(self) -> dict[str, Any]:
        """Cohorts that still go on."""
        return {"cohorts": Cohort.objects.filter(finished_at=None)}

    def get_initial(self) -> dict[str, Any]:
        """The cohort that the address names, and today."""
        return {"cohort": self.request.GET.get("cohort"), "on": timezone.localdate()}

    def save(self, form: FinishForm) -> str:
        """Finish and show the alumni."""
        made = finish_cohort(viewer=self.viewer, site=HERE, at=timezone.now(), **form.cleaned_data)
        text = ngettext(
            "%(n)s person is an alumnus now. Look at the letters in the outbox and send them.",
            "%(n)s people are alumni now. Look at the letters in the outbox and send them.",
            len(made),
        )
        messages.success(self.request, text % {"n": len(made)})
        return reverse("alumni:alumni", args=[self.request.host.slug])  # type: ignore[attr-defined]


class MyEntry(Page):
    """To one's own page, for who is signed in."""

    permission = SIGNED_IN
    template_name = "alumni/no_entry.html"
    title = _("Your place among the alumni")
    section = "alumni"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The newest own entry, or a sentence that there is none yet."""
        own = queries.own_entries(self.viewer)
        if own:
            return HttpResponseRedirect(reverse("alumni:own", args=[own[0].key]))
        return super().get(request, *args, **kwargs)
