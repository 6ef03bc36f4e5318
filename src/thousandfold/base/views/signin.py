# SPDX-License-Identifier: AGPL-3.0-or-later
"""After signing out, and the browsers that are signed in."""

from __future__ import annotations

from typing import Any

from allauth.account import views as library
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thousandfold.base.forms import ProofForm
from thousandfold.base.permissions import PUBLIC, SIGNED_IN
from thousandfold.base.queries import viewings_of
from thousandfold.base.signing_in.proving import check_code, send_code
from thousandfold.base.signing_in.sessions import end_other_sessions, end_session, sessions_of
from thousandfold.base.signing_in.signin import hash_waiting_code
from thousandfold.base.usecases.kept import drop_kept, newest_kept
from thousandfold.base.views.forms import FormPage
from thousandfold.base.views.pages import Page


class AskForCode(library.RequestLoginCodeView):
    """Ask for a code by mail. What the session keeps of it is a digest."""

    permission = PUBLIC

    def form_valid(self, form: Any) -> HttpResponse:
        """Send it; the same answer for an address that nobody knows."""
        answer: HttpResponse = super().form_valid(form)
        hash_waiting_code(self.request.session)
        return answer


class TypeCode(library.ConfirmLoginCodeView):
    """Type the code. The tries at an address count, wherever they come from."""

    permission = PUBLIC

    def get_form_kwargs(self) -> dict[str, Any]:
        """Whose tries these are."""
        whom = self._process.state.get("email", "").strip().lower()
        return {**super().get_form_kwargs(), "whom": whom}


class SignedOut(Page):
    """You are out; what this browser kept of drafts is cleared."""

    permission = PUBLIC
    template_name = "account/signed_out.html"
    title = _("You are signed out")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the browser to forget, unless somebody is signed in again."""
        return super().get_context_data(forget_drafts=self.viewer.account is None, **kwargs)

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        """Pages and words that the browser kept go too; who is in again keeps their words."""
        response = super().render_to_response(context, **kwargs)
        response["Clear-Site-Data"] = '"cache"' if self.viewer.account else '"cache", "storage"'
        return response


class KeptPage(Page):
    """What was sent too late, to be sent now or forgotten."""

    permission = SIGNED_IN
    template_name = "account/kept.html"
    title = _("What you wrote is kept")

    def find(self) -> Any:
        """The newest of the reader's own."""
        return newest_kept(self.viewer.account, timezone.now())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing is kept, nothing is asked."""
        if self.thing is None:
            return HttpResponseRedirect(reverse("pages:first"))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Every field as it was sent; whole sentences also to read."""
        pairs = [(name, one) for name, values in self.thing.fields for one in values]
        words = [one for _name, one in pairs if any(each.isspace() for each in one.strip())]
        return super().get_context_data(pairs=pairs, words=words, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Forget it and go back to the page it was for."""
        back = self.thing.path if self.thing else reverse("pages:first")
        drop_kept(account=self.viewer.account.pk, pk=request.POST.get("forget", ""))
        return HttpResponseRedirect(back)


class SignIns(Page):
    """Where you are signed in, and a way to end one of them or all but this."""

    permission = SIGNED_IN
    template_name = "account/sign_ins.html"
    title = _("Where you are signed in")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The account's sessions, this one first; and who looked at pages as they see them."""
        rows = sessions_of(self.viewer.account.id, self.request.session.session_key)
        looks = viewings_of(self.viewer.account)
        return super().get_context_data(sessions=rows, looks=looks, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End the one that the button names, or the others."""
        account, own = self.viewer.account.id, request.session.session_key
        named = request.POST.get("end", "")
        ended = end_session(account, named) if named else end_other_sessions(account, own)
        text = ngettext("%(n)d other sign-in has ended.", "%(n)d other sign-ins have ended.", ended)
        messages.success(request, text % {"n": ended} if ended else say("There was no other."))
        return HttpResponseRedirect(reverse("account_sign_ins"))


class ProveIt(FormPage):
    """Prove again that it is you: by the second factor, or by a fresh code from the mail."""

    permission = SIGNED_IN
    template_name = "account/prove.html"
    form_class = ProofForm
    title = _("Is it still you?")
    leaves = False

    @property
    def onwards(self) -> str:
        """The page that asked; never another site's."""
        asked = self.request.POST.get("next") or self.request.GET.get("next", "")
        here = url_has_allowed_host_and_scheme(asked, {self.request.get_host()})
        return asked if here else reverse("pages:first")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who has a second factor types that."""
        if is_mfa_enabled(self.viewer.account):
            query = urlencode({"next": self.onwards})
            return HttpResponseRedirect(f"{reverse('mfa_reauthenticate')}?{query}")
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send a code when asked to, else look at the one that was typed."""
        if "send" in request.POST and self.viewer.account.email:
            send_code(request)
            return self.show(self.get_form(), sent=True)
        return super().post(request, *args, **kwargs)

    def save(self, form: ProofForm) -> str:
        """The code proves it; go on where they were."""
        check_code(self.request, form.cleaned_data["code"], timezone.now())
        return self.onwards

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Where it goes on, and whether a code waits."""
        kwargs.setdefault("sent", self.request.method == "POST")
        return super().get_context_data(onwards=self.onwards, **kwargs)
