"""Every answer carries exactly the headers that keep a browser on our side (spec HD-1, HD-2)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest
from django.test import Client, override_settings
from django.urls import include, path

from access.asking import unpainted
from promises.looking.people import signed_in
from thousandfold.base.doorway.headers import ALWAYS, CSP, FILE_POLICY
from thousandfold.base.permissions import PUBLIC
from trust.inputs.answering import answer, asked, undone, ways

pytestmark = pytest.mark.django_db

#: Written out once more on purpose: who weakens the settings must weaken this too.
EXACT = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
PAGE_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "font-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
NO_POWERS = {"camera", "microphone", "geolocation", "payment", "usb", "display-capture"}


def policy_of(text: str) -> dict[str, str]:
    """A policy as a dictionary of its directives."""
    parts = [one.strip().partition(" ") for one in text.split(";") if one.strip()]
    return {name: rest for name, _space, rest in parts}


def wrong_with(said: str, reply: Any, kept_by_browser: bool = False) -> list[str]:
    """What is missing from an answer's headers, or weaker than it should be."""
    found = [
        f"{said}: {name} is {reply.headers.get(name)}"
        for name, wanted in EXACT.items()
        if reply.headers.get(name) != wanted
    ]
    off = {
        one.partition("=")[0].strip()
        for one in reply.headers.get("Permissions-Policy", "").split(",")
    }
    found += [f"{said}: {one} is not switched off" for one in sorted(NO_POWERS - off)]
    if not kept_by_browser and "no-store" not in reply.headers.get("Cache-Control", ""):
        found.append(f"{said}: may be kept: {reply.headers.get('Cache-Control')}")
    is_page = reply.headers.get("Content-Type", "text/html").startswith("text/html")
    wanted = PAGE_POLICY if is_page else policy_of(FILE_POLICY)
    if policy_of(reply.headers.get(CSP, "")) != wanted:
        found.append(f"{said}: its policy is {reply.headers.get(CSP)}")
    return found + wrong_cookies(said, reply)


def wrong_cookies(said: str, reply: Any) -> list[str]:
    """Cookies that scripts, other sites or an open line could get hold of."""
    return [
        f"{said}: the cookie {name} has {word}={one[word]!r}"
        for name, one in reply.cookies.items()
        if one.value  # one without is being taken away
        for word, wanted in {
            "httponly": True,
            "samesite": "Lax",
            "secure": True,
            "domain": "",
            "path": "/",
        }.items()
        if one[word] != wanted
    ]


def walk(world: Any) -> Iterator[tuple[str, Any]]:
    """An answer of every address, to somebody who comes in and to somebody who does not."""
    for method in ("GET", "POST"):
        for way in ways(world, method):
            for looker in (way.looker, world.lookers["no role"]):
                said = f"{method} {way.address.name} as {looker.name}"
                yield said, answer(looker, method, way.address.name, way.path)[1]


def faults(world: Any) -> tuple[list[str], set[int]]:
    """What is wrong with any answer, and which kinds of answers were looked at."""
    wrong, kinds = [], set()
    with unpainted():
        for said, reply in walk(world):
            wrong += wrong_with(said, reply)
            kinds.add(reply.status_code)
    return wrong, kinds


def test_every_answer_has_its_headers(world):
    wrong, kinds = faults(world)
    assert wrong == []
    assert kinds >= {200, 302, 403, 404, 422}


@pytest.mark.sabotage("test_every_answer_has_its_headers")
@pytest.mark.parametrize(
    "left_out", ["thousandfold.base.doorway.middleware.headers", "csp.middleware.CSPMiddleware"]
)
def test_headers_left_out_are_noticed(world, left_out):
    without = [one for one in settings.MIDDLEWARE if one != left_out]
    with override_settings(MIDDLEWARE=without):
        [reply] = [asked(Looking(), "GET", "/")]
    assert wrong_with("/", reply)


class Looking:
    """A browser of nobody's, made after the settings were changed."""

    def ask(self, method: str, path: str, data: Any = None) -> Any:
        return Client().get(path, secure=True)


@pytest.mark.sabotage("test_every_answer_has_its_headers")
@pytest.mark.parametrize("weaker", ["'unsafe-inline'", "'unsafe-eval'", "https:"])
def test_a_weaker_policy_is_noticed(db, weaker):
    policy = {
        "DIRECTIVES": {
            **settings.CONTENT_SECURITY_POLICY["DIRECTIVES"],
            "script-src": ["'self'", weaker],
        }
    }
    with override_settings(CONTENT_SECURITY_POLICY=policy):
        assert wrong_with("/", Client().get("/", secure=True)) != []


def breaks(request: HttpRequest) -> None:
    """A page with a fault."""
    raise RuntimeError("a fault")


breaks.permission = PUBLIC
urlpatterns = [path("breaks/", breaks), path("", include("thousandfold.urls"))]


def kinds_without_a_page(staff: Client) -> Iterator[tuple[str, Any]]:
    """Answers that no page gives: faults, wrong hosts, lines that are not private."""
    with override_settings(ROOT_URLCONF=__name__, DEBUG_PROPAGATE_EXCEPTIONS=False):
        yield "500", Client(raise_request_exception=False).get("/breaks/", secure=True)
    with override_settings(ALLOWED_HOSTS=["here.example"]):
        yield "400", Client().get("/", secure=True, headers={"host": "there.example"})
    with override_settings(SECURE_SSL_REDIRECT=True):
        yield "301", Client().get("/")
    yield "404", Client().get("/nowhere/", secure=True)
    yield "405", Client().put("/", secure=True)
    yield "403", Client(enforce_csrf_checks=True).post("/join/", {"code": "QQQQQQ"}, secure=True)


def test_answers_that_no_page_gives_have_them_too(world, caplog):
    for status, reply in kinds_without_a_page(Client()):
        assert reply.status_code == int(status)
        assert wrong_with(status, reply) == []


@pytest.mark.parametrize(
    "name", ["base/desk.css", "base/page.js", "pages/hill-light.svg", "nothing.css"]
)
def test_styles_and_pictures_have_them_too(db, name):
    with override_settings(WHITENOISE_USE_FINDERS=True):
        reply = Client().get(f"/static/{name}", secure=True)
    assert reply.status_code == (200 if finders.find(name) else 404)
    assert reply.getvalue()  # read to its end, the answer is done with
    assert wrong_with(name, reply, kept_by_browser=reply.status_code == 200) == []


def test_what_the_live_room_answers_has_them_too():
    from thousandfold.cli.server.live import _PLAIN

    sent = {name.decode(): value.decode() for name, value in _PLAIN.items()}
    assert sent == {name.lower(): value for name, value in {**ALWAYS, CSP: FILE_POLICY}.items()}


def test_the_live_room_really_sends_them():
    import asyncio

    from thousandfold.cli.server.live import Live

    sent: list[dict[str, Any]] = []

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(Live()({"type": "http", "path": "/live/x/version", "headers": []}, send, send))
    names = {name.decode() for name, _value in sent[0]["headers"]}
    assert names >= {name.lower() for name in [*ALWAYS, CSP]}


def test_signing_out_empties_the_browser(world):
    with undone():
        client = signed_in(world.keeper.account)
        assert client.session.session_key
        reply = client.post("/account/sign-out/", secure=True, follow=True)
        assert reply.headers["Clear-Site-Data"] == '"cache", "storage"'
        assert not client.session.get("_auth_user_id")


# --- a hosted site --------------------------------------------------------------------

ASKED = """
import json, sys
import django
django.setup()
from django.conf import settings
from django.core.checks import run_checks
names = [n for n in dir(settings) if "COOKIE" in n or n.startswith("SECURE_")]
print(json.dumps({
    "settings": {n: getattr(settings, n) for n in names},
    "warnings": [str(one) for one in run_checks(include_deployment_checks=True)],
}))
"""


@pytest.fixture(scope="module")
def hosted(tmp_path_factory) -> dict[str, Any]:
    """What the settings of a hosted site are, asked in a process of its own."""
    return told({"THOUSANDFOLD_ADDRESS": "https://region.example"}, tmp_path_factory.mktemp("data"))


def told(chosen: dict[str, str], data: Any) -> dict[str, Any]:
    own = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("THOUSANDFOLD", "DJANGO"))
    }
    own |= {"THOUSANDFOLD_DATA": str(data), "THOUSANDFOLD_SETTINGS": "/nonexistent"}
    own |= {"DJANGO_SETTINGS_MODULE": "thousandfold.settings.site", **chosen}
    done = subprocess.run([sys.executable, "-c", ASKED], env=own, capture_output=True, check=True)
    return json.loads(done.stdout)


def weak_cookies(found: dict[str, Any]) -> list[str]:
    """Cookies of a hosted site that an open line or a neighbouring site could set or read."""
    names = {n: v for n, v in found["settings"].items() if n.endswith("COOKIE_NAME")}
    weak = [name for name, value in names.items() if not value.startswith("__Host-")]
    kinds = ("SESSION", "CSRF", "LANGUAGE")
    wanted = {f"{one}_COOKIE_SECURE": True for one in kinds}
    wanted |= {f"{one}_COOKIE_HTTPONLY": True for one in kinds}
    wanted |= {f"{one}_COOKIE_SAMESITE": "Lax" for one in kinds}
    return weak + [one for one, value in wanted.items() if found["settings"].get(one) != value]


def test_a_hosted_site_is_ready_by_the_frameworks_own_list(hosted):
    assert hosted["warnings"] == []


def test_a_hosted_site_keeps_its_cookies_to_itself(hosted):
    assert weak_cookies(hosted) == []


def test_a_hosted_site_asks_for_a_private_line_for_a_year(hosted):
    assert hosted["settings"]["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert hosted["settings"]["SECURE_SSL_REDIRECT"] is True
    with override_settings(**hosted["settings"]):
        reply = Client().get("/account/sign-in/", secure=True)
    assert reply.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert [name for name in reply.cookies if not name.startswith("__Host-")] == []
    assert wrong_with("sign-in", reply) == []


@pytest.mark.sabotage("test_a_hosted_site_is_ready_by_the_frameworks_own_list")
def test_a_site_on_an_open_line_is_not_ready(tmp_path):
    open_line = told({"THOUSANDFOLD_ADDRESS": "http://region.example"}, tmp_path)
    assert open_line["warnings"] != []
    assert "SESSION_COOKIE_NAME" in weak_cookies(open_line)
