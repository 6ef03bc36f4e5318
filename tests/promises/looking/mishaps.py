"""Pages for when something is missing, wrong, too late or too much."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse
from django.utils import translation

from factories.calls import make_call
from factories.hosts import make_host, make_viewer
from factories.little import LittleRegion
from promises.looking.collecting import LANGUAGES, Collection, Person, Shown
from promises.looking.people import SIGN_IN, signed_in
from promises.looking.reading import Reading
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway import once
from thousandfold.base.scope import inside
from thousandfold.recruitment.views import limits

#: An address that is neither encrypted nor this computer's own.
OPEN_LINE = {"secure": False, "REMOTE_ADDR": "192.0.2.7"}


def meets_mishaps(collection: Collection, region: LittleRegion) -> None:
    """Add every page that says that something cannot be."""
    _not_there(collection, region)
    _not_allowed(collection, region)
    _too_late(collection, region)
    _too_much(collection, region)
    _broken(collection)


def _not_there(collection: Collection, region: LittleRegion) -> None:
    anybody = Person("anybody", Client())
    collection.keeps("404", anybody, "/nowhere/")
    collection.keeps("404 for a call", anybody, reverse("recruitment:nominate", args=["gone"]))
    with inside(region.host):
        shut = make_call(region.host, title="Leaders 2025")
    collection.keeps("shut", anybody, reverse("recruitment:nominate", args=[shut.link]))
    collection.keeps("422 for a code", anybody, reverse("exercises:join"), {"code": "QQQQQQ"})


def _not_allowed(collection: Collection, region: LittleRegion) -> None:
    member = Person("a member", signed_in(region.member.account))
    collection.keeps("403", member, reverse("base:roles", args=[region.host.slug]))
    strict = make_host("up-north")
    account = make_viewer(strict, RoleKind.ADMINISTRATOR, email="new@north.example").account
    newcomer = Person("a new administrator", signed_in(account))
    collection.keeps("403 second factor", newcomer, reverse("base:roles", args=[strict.slug]))
    round_ = region.round
    run = [region.host.slug, round_.cohort.pk, round_.run.pk, region.sheet.pk]
    staff = Person("staff", signed_in(region.staff.account))
    collection.keeps("403 open line", staff, reverse("exercises:type-in", args=run), **OPEN_LINE)
    careful = Person("anybody", CarefulClient())
    collection.keeps("403 form too old", careful, reverse("exercises:join"), {"code": "QQQQQQ"})


class CarefulClient(Client):
    """A browser whose forms are asked for their protection, as real ones are."""

    def __init__(self, **more: Any) -> None:
        super().__init__(enforce_csrf_checks=True, **more)


def _too_late(collection: Collection, region: LittleRegion) -> None:
    """Somebody else saved first; and the same form sent twice."""
    staff = Person("staff", signed_in(region.staff.account))
    address = reverse("base:host-change", args=[region.host.slug])
    page = Reading(address, staff.client.get(address, secure=True).content.decode())
    form = next(one for one in page.forms if "version" in one.data)
    stale = {**form.data, "name": "Another name", "version": "0"}
    stale.pop("once", None)
    collection.keeps("409 changed meanwhile", staff, address, stale)
    with patch.object(once, "claim", return_value=once.Seen()):
        collection.keeps("409 still working", staff, address, {**form.data, "once": "sent-twice"})


def _too_much(collection: Collection, region: LittleRegion) -> None:
    anybody = Person("anybody", Client())
    address = reverse("recruitment:nominate", args=[region.call.link])
    with patch.object(limits, "MOST", 0):
        collection.keeps("429 nominations", anybody, address, {"name": "Ana"})
    with patch("allauth.core.internal.ratelimit.consume", return_value=None):
        collection.keeps("429", anybody, SIGN_IN, {"email": "ana@d.example"})


def _broken(collection: Collection) -> None:
    """What the site says when it breaks, and when it is sent something that no form sends."""
    for status in (400, 500):
        answers = {one: _handled(status, one) for one in LANGUAGES}
        collection.shown[str(status)] = Shown(f"page {status}", "/", answers)


def _handled(status: int, language: str) -> Any:
    handler = get_resolver().resolve_error_handler(status)
    with translation.override(language):
        request = RequestFactory().get("/", secure=True)
        return handler(request) if status == 500 else handler(request, None)
