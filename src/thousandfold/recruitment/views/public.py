# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages for people without an account: nominators by the call's link, nominees by their own."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from thousandfold.base.doorway.middleware import stay_in
from thousandfold.base.permissions import PUBLIC
from thousandfold.base.refusals import wording
from thousandfold.base.site import HERE
from thousandfold.base.views import EditPage, FormPage, Page
from thousandfold.recruitment.choices import CallState, MemberState, NominationState
from thousandfold.recruitment.forms.nominate import READY, NominationForm, SelfForm
from thousandfold.recruitment.models import Call, Member, Nomination
from thousandfold.recruitment.notices import notices
from thousandfold.recruitment.queries.calls import call_of_link, nomination_of_key
from thousandfold.recruitment.queries.readings import readings_of
from thousandfold.recruitment.rules import takes_nominations
from thousandfold.recruitment.usecases import nominate
from thousandfold.recruitment.usecases.asking import take_nominator_out
from thousandfold.recruitment.usecases.seating import decline_place
from thousandfold.recruitment.views.limits import count_post
from thousandfold_core.errors import Refusal

STORY = nominate.STORY


class PublicForm(FormPage):
    """A form that anybody with the link may send; posts are counted by network."""

    permission = PUBLIC
    counted_as: ClassVar[str] = "nominate"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Count, then save."""
        try:
            count_post(request, self.counted_as)
        except Refusal as refusal:
            form = self.get_form(request.POST)
            form.is_valid()
            form.add_error(None, wording(refusal))
            return self.show(form, status=429)
        return super().post(request, *args, **kwargs)


class Nominate(PublicForm):
    """Put somebody forward, or oneself."""

    template_name = "recruitment/nominate.html"

    def find(self) -> Call | None:
        """The call of this link."""
        call = call_of_link(self.kwargs["link"])
        if call is not None:
            stay_in(self.request, call.host)
        return call

    @property
    def myself(self) -> bool:
        """Somebody puts themselves forward."""
        return self.request.GET.get("me") == "1"

    @property
    def form_class(self) -> type[forms.Form]:  # type: ignore[override]
        """Nominators say who they are; who puts themselves forward already has."""
        return SelfForm if self.myself else NominationForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Wrong links and closed calls get a page of their own."""
        if self.thing is None:
            return render(request, "recruitment/no_call.html", {"title": _NO_CALL}, status=404)
        if not takes_nominations(self.thing, timezone.localdate()):
            return self._shut(request)
        return super().dispatch(request, *args, **kwargs)

    def _shut(self, request: HttpRequest) -> HttpResponse:
        early = self.thing.state in (CallState.DRAFT, CallState.OPEN)
        soon = early and self.thing.opens_on > timezone.localdate()
        context = {"title": self.thing.title, "call": self.thing, "soon": soon}
        typed = self.get_form(request.POST) if request.method == "POST" else None
        return render(
            request,
            "recruitment/call_shut.html",
            {**context, "typed": typed},
            status=410 if typed else 200,
        )

    def get_title(self) -> str:
        """The call's title."""
        return self.thing.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The call, and who will read what is sent."""
        return super().get_context_data(
            call=self.thing,
            myself=self.myself,
            draft=f"nominate:{self.thing.link}:{int(self.myself)}",
            audience=audience(self.thing, self.myself),
            notices=notices(),
            **kwargs,
        )

    def save(self, form: forms.Form) -> str:
        """Send it; the next page has the link to change or withdraw."""
        made = nominate.nominate_by_link(
            call=self.thing,
            today=timezone.localdate(),
            site=HERE,
            at=timezone.now(),
            myself=self.myself,
            **form.cleaned_data,
        )
        name, key = (
            ("nominee", made.nominee_key) if self.myself else ("nominator", made.nominator_key)
        )
        return reverse(f"recruitment:{name}", args=[key]) + "?sent=1"


_NO_CALL = _("This link leads nowhere")


def audience(call: Call, myself: bool = False) -> dict[str, Any]:
    """Who reads a nomination."""
    whom = _("The person you nominate reads it too.")
    text = say("and the committee of this call read this. %(them)s") % {
        "them": "" if myself else whom
    }
    return {
        "who": say("Staff of %(host)s") % {"host": call.host.name},
        "text": text,
        "icon": "people",
    }


class ByKey(Page):
    """A page behind a personal link. Opening it decides nothing; posting does."""

    permission = PUBLIC
    key_field: ClassVar[str]
    by: ClassVar[str]

    def find(self) -> Nomination | None:
        """The nomination of this link; of a merged one, what it became."""
        found = nomination_of_key(self.key_field, self.kwargs["key"])
        if found is not None:
            stay_in(self.request, found.host)
        return found

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Wrong links get a page of their own."""
        if self.thing is None:
            return render(request, "recruitment/no_call.html", {"title": _NO_CALL}, status=404)
        return super().dispatch(request, *args, **kwargs)

    def after_refusal(self) -> str:
        """The page of this link."""
        return reverse(f"recruitment:{self.by}", args=[self.kwargs["key"]])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The nomination and its words."""
        row = self.thing
        open_ = row.state in (NominationState.SENT, NominationState.CONFIRMED)
        return super().get_context_data(
            row=row,
            call=row.call,
            story=story_rows(row),
            sent="sent" in self.request.GET,
            decided=row.call.state == CallState.DECIDED,
            open=open_ and row.call.state != CallState.DECIDED,
            draft_keys=f"nominate:{row.call.link}:0 nominate:{row.call.link}:1",
            **kwargs,
        )


class NominatorPage(ByKey):
    """What a nominator sent, with a way to change or withdraw it."""

    template_name = "recruitment/nominator.html"
    title = _("Your nomination")
    key_field = "nominator_key"
    by = "nominator"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Withdraw, or take one's own name out of it."""
        if request.POST.get("answer") == "name":
            row = Nomination.objects.filter(pk=self.thing.pk)
            take_nominator_out(rows=row, at=timezone.now())
            messages.success(request, _("Your name and your address are out of it."))
            return HttpResponseRedirect(self.after_refusal())
        nominate.withdraw_by_key(nomination=self.thing, by=self.by, at=timezone.now())
        messages.success(request, _("Your nomination is withdrawn and its words are deleted."))
        return HttpResponseRedirect(self.after_refusal())


class NomineePage(ByKey):
    """What a nominee sees: who nominated them, and their yes or no."""

    template_name = "recruitment/nominee.html"
    title = _("You were nominated")
    key_field = "nominee_key"
    by = "nominee"

    @cached_property
    def member(self) -> Member | None:
        """Their place, once the cohort is seated."""
        rows = Member.objects.filter(cohort__call=self.thing.call, person=self.thing.person_id)
        return rows.first() if self.thing.person_id else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Their place, if any; and everybody who nominated them."""
        member = self.member
        seated = member is not None and member.state == MemberState.SEATED
        others = [one for one in self.thing.merged.all() if one.nominator_name]
        readings = readings_of(self.thing)
        return super().get_context_data(
            member=member,
            seated=seated,
            others=others,
            readings=readings,
            notices=notices(),
            **kwargs,
        )

    def get_title(self) -> Any:
        """Who put themselves forward was not nominated by others."""
        return _("Your nomination") if self.thing.source == "self" else self.title

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Yes, no, or giving the place back."""
        answer, at = request.POST.get("answer", ""), timezone.now()
        if answer == "yes":
            nominate.confirm_by_key(nomination=self.thing, at=at)
            messages.success(
                request, _("Thank you. You are on the list. The committee reads next.")
            )
        elif answer == "no":
            nominate.withdraw_by_key(nomination=self.thing, by=self.by, at=at)
            messages.success(request, _("You are off the list, and what was written is deleted."))
        elif answer == "decline" and self.member:
            decline_place(viewer=None, member=self.member, at=at)
            messages.success(
                request, _("Your place goes to somebody else. Thank you for telling us.")
            )
        return HttpResponseRedirect(self.after_refusal())


class ChangeByKey(ByKey, EditPage):
    """Change what was sent, with a personal link."""

    template_name = "recruitment/change_by_key.html"
    action = _("Save")
    done = _("Saved.")
    form_fields: ClassVar[tuple[str, ...]] = (
        "name",
        "email",
        "phone",
        "town",
        "organisation",
        "sector",
        "post",
    )
    own_fields: ClassVar[tuple[str, ...]] = ()

    def get_initial(self) -> dict[str, Any]:
        """What stands now."""
        return initial_of(self.thing, (*self.form_fields, *self.own_fields))

    def save(self, form: forms.Form) -> str:
        """Save and show."""
        nominate.change_by_key(
            nomination=self.thing,
            based_on=self.based_on,
            by=self.by,
            at=timezone.now(),
            **form.cleaned_data,
        )
        return self.after_refusal()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A way back."""
        return super().get_context_data(cancel_url=self.after_refusal(), **kwargs)


class NominatorChange(ChangeByKey):
    """The nominator changes their nomination."""

    title = _("Change your nomination")
    form_class = NominationForm
    key_field = "nominator_key"
    by = "nominator"
    own_fields = ("nominator_name", "nominator_organisation", "nominator_email")


class NomineeChange(ChangeByKey):
    """The nominee completes or corrects what others wrote."""

    title = _("Add to it in your words")
    form_class = SelfForm
    key_field = "nominee_key"
    by = "nominee"


def initial_of(row: Nomination, names: tuple[str, ...]) -> dict[str, Any]:
    """A nomination as a form shows it."""
    found = {name: getattr(row, name) for name in names}
    found["languages"] = ", ".join(row.languages)
    return {**found, **row.story}


def story_rows(row: Nomination) -> list[tuple[Any, str]]:
    """What was written about somebody, with its questions."""
    labels = {
        "change": _("What they want to change"),
        "communities": _("With which communities"),
        "why": _("Why this person"),
        "ready": _("Where it could lead"),
        "notes": _("Notes"),
    }
    words = {key: str(label) for key, label in READY}
    told = row.story or {}
    found = []
    for key, label in labels.items():
        value = told.get(key)
        if isinstance(value, list):
            value = ", ".join(words.get(one, one) for one in value)
        if value:
            found.append((label, value))
    return found
