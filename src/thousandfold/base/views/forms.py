# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages with a form: input in, one use case, the next page."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import is_valid_path

from thousandfold.base.doorway.editing import ChangedMeanwhile
from thousandfold.base.doorway.typed import whole
from thousandfold.base.refusals import wording
from thousandfold.base.views.pages import Page
from thousandfold_core.errors import Refusal


class FormPage(Page):
    """A page with one form.

    Set ``form_class``; implement :meth:`save` (call one use case, return the
    address of the next page); ``done`` is said afterwards.
    """

    form_class: ClassVar[type[forms.BaseForm]]
    template_name = "base/form.html"
    action: ClassVar[Any] = ""
    done: ClassVar[Any] = ""
    #: False where the form is the page itself, so that there is nothing to go back from.
    leaves: ClassVar[bool] = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        return self.show(self.get_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save it, or show it again with what was typed and what is wrong."""
        form = self.get_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            address = self.save(form)
        except ChangedMeanwhile as conflict:
            return self.show(form, status=409, conflict=conflict)
        except Refusal as refusal:
            form.add_error(None, wording(refusal))
            return self.show(form, status=422)
        if self.done:
            messages.success(request, self.done)
        return HttpResponseRedirect(address)

    def get_form(self, data: Any = None, files: Any = None) -> Any:
        """The form, filled from the post or from what stands."""
        return self.form_class(data, files, initial=self.get_initial(), **self.form_arguments())

    def form_arguments(self) -> dict[str, Any]:
        """Further arguments of the form."""
        return {}

    def get_initial(self) -> dict[str, Any]:
        """What stands in the fields at first."""
        return {}

    def save(self, form: Any) -> str:
        """Call the use case and return the address of the next page."""
        raise TypeError(f"{type(self).__name__} does not say how to save.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """At a host, the way back to the page above this one."""
        if self.leaves and self.request.host:  # type: ignore[attr-defined]
            kwargs.setdefault("cancel_url", page_above(self.request.path))
        return super().get_context_data(**kwargs)

    def show(self, form: Any, status: int = 200, **more: Any) -> HttpResponse:
        """Show the page with its form."""
        context = self.get_context_data(form=form, action=self.action, **more)
        return self.render_to_response(context, status=status)


def page_above(path: str) -> str:
    """The nearest address above this one that leads to a page.

    ``/h/valley/people/7/roles/new/`` is below ``/h/valley/people/7/``.
    """
    parts = path.strip("/").split("/")
    above = (f"/{'/'.join(parts[:end])}/" for end in range(len(parts) - 1, 0, -1))
    return next((one for one in above if is_valid_path(one)), "/")


class EditPage(FormPage):
    """A form over an editable thing: it carries the version it is based on."""

    fields: ClassVar[tuple[str, ...]] = ()

    def get_initial(self) -> dict[str, Any]:
        """What stands in the thing's fields."""
        return {name: getattr(self.thing, name) for name in self.fields}

    @property
    def based_on(self) -> int:
        """The version the form was filled from."""
        typed = self.request.POST.get("version", "")
        return whole(typed, self.thing.version)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Carry the version along."""
        conflict = kwargs.get("conflict")
        version = conflict.params["version"] if conflict else self.thing.version
        return super().get_context_data(version=version, **kwargs)
