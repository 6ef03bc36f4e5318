# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page: it names its permission, finds its thing, and translates refusals."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.permissions import PUBLIC, SIGNED_IN, Permission, may, why
from thousandfold.base.refusals import wording
from thousandfold.base.signing_in.idle import to_sign_in
from thousandfold.base.signing_in.proving import must_prove, to_prove
from thousandfold.base.wording import allowed_words
from thousandfold_core.errors import Refusal


class Page(TemplateView):
    """One page, one class.

    Set ``permission`` (a :class:`Permission`, ``PUBLIC`` or ``SIGNED_IN``),
    ``template_name`` and ``title``; override :meth:`find` to load the thing that
    the address names (raise ``Http404`` when it is not there) and
    :meth:`get_context_data` for the rest. ``section`` is the rail's entry.
    """

    permission: ClassVar[Permission | str]
    title: ClassVar[Any] = ""
    lead: ClassVar[Any] = ""
    section: ClassVar[str] = ""
    #: True for what a borrowed, unlocked browser must not do: who opens it proves anew that
    #: it is them, unless they did so a moment ago (docs/decisions/0112).
    asks_again: ClassVar[bool] = False
    http_method_names = ["get", "post", "head", "options"]

    def find(self) -> Any:
        """The thing that this page is about; None when about nothing in particular."""
        return None

    def part_of(self) -> Any:
        """What the thing belongs to, for asking who may when the thing is not there."""
        return None

    @cached_property
    def thing(self) -> Any:
        """What :meth:`find` found."""
        return self.find()

    @property
    def viewer(self) -> Any:
        """Who is looking."""
        return self.request.viewer  # type: ignore[attr-defined]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let in whoever may come in; everybody else learns nothing."""
        if refused := self._refuse_entry(request):
            return refused
        try:
            return super().dispatch(request, *args, **kwargs)
        except Refusal as refusal:
            return self.refused(refusal)

    def _refuse_entry(self, request: Any) -> HttpResponse | None:
        if self.permission == PUBLIC:
            return None
        if request.viewer.account is None and request.viewer.place is None:
            return to_sign_in(request)
        if self.permission == SIGNED_IN:
            return to_prove(request) if self.asks_again and must_prove(request) else None
        permission = Permission(self.permission)
        thing = self._asked_about(permission)
        if may(request.viewer, permission, thing):
            return to_prove(request) if self.asks_again and must_prove(request) else None
        if needs_second_factor(request.viewer, permission, thing):
            return render(request, "base/second_factor_needed.html", status=403)
        return not_open(request, permission)

    def _asked_about(self, permission: Permission) -> Any:
        """The thing; "not here" is said only to who may do this at all (docs/decisions/0070)."""
        try:
            return self.thing
        except Http404:
            if self.request.host is None or may(self.viewer, permission, self.part_of()):  # type: ignore[attr-defined]
                raise
            return None

    def refused(self, refusal: Refusal) -> HttpResponse:
        """Say the refusal and go back to where the post came from."""
        self.request.was_refused = True  # type: ignore[attr-defined]
        messages.error(self.request, wording(refusal))
        return HttpResponseRedirect(self.after_refusal())

    def after_refusal(self) -> str:
        """Where a refused post leads: the same page."""
        return self.request.path

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the thing, the title and the section."""
        return super().get_context_data(
            thing=self.thing,
            title=self.get_title(),
            lead=self.lead,
            section=self.section,
            **kwargs,
        )

    def get_title(self) -> Any:
        """The page's title in the reader's words."""
        return self.title


def not_open(request: HttpRequest, permission: Permission) -> HttpResponse:
    """Say that a page is not for this viewer, and whose it is."""
    answer = why(request.viewer, permission)  # type: ignore[attr-defined]
    who = [one.sentence for one, _held in answer.alternatives]
    words = {"what": allowed_words(permission), "who": who}
    return render(request, "403.html", words, status=403)


def needs_second_factor(viewer: Viewer, permission: Permission, thing: Any = None) -> bool:
    """True when only a second factor stands between the viewer and this permission."""
    return not may(viewer, permission, thing) and may(
        replace(viewer, second_factor=True), permission, thing
    )
