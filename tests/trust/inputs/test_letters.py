"""Letters hold what we wrote into them and no more; a link that is only looked at does nothing (spec IN-8)."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import MessageError
from typing import Any
from unittest.mock import patch

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path, reverse

from access.asking import NOTHING, OURS, cases, methods
from access.examples import KEYS
from access.world import World
from factories.hosts import AT, make_host, make_viewer
from promises.addresses import Address, every_address
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Message
from thousandfold.base.permissions import PUBLIC
from thousandfold.base.privacy import P0, P1
from thousandfold.base.scope import every_host, inside
from thousandfold.base.usecases import messages
from thousandfold.base.usecases.messages import draft_message, send_message
from trust.faults.states import contents
from trust.inputs.answering import has_examples, undone

pytestmark = pytest.mark.django_db

#: The headers of a letter of ours, all of them.
HEADERS = {
    "Content-Type",
    "MIME-Version",
    "Content-Transfer-Encoding",
    "Subject",
    "From",
    "To",
    "Date",
    "Message-ID",
}
BREAKS = (
    "\n",
    "\r",
    "\r\n",
    "\n ",
    "\r\n\t",
    "%0a",
    "\\n",
    "\u2028",
    "\u0085",
    "\x0b",
    "\x0c",
    "\x1e",
    "\0",
)
WANTED = (
    "Bcc: all@evil.example",
    "Cc: all@evil.example",
    "To: all@evil.example",
    "Subject: other",
    "Content-Type: text/html",
    "Reply-To: x@evil.example",
)
INJECTED = [f"Welcome{between}{header}" for between in BREAKS for header in WANTED]
ADDRESSES = [
    *(f"ana@x.example{between}{header}" for between in BREAKS for header in WANTED[:2]),
    "ana@x.example, all@evil.example",
    "ana@x.example;all@evil.example",
    "Ana <ana@x.example>, <all@evil.example>",
    '"ana@x.example, all"@evil.example\n',
    "<all@evil.example>",
    "ana@x.example all@evil.example",
    "",
]


@pytest.fixture
def desk(db):
    """A host that really sends."""
    host = make_host("letters")
    staff = make_viewer(host, RoleKind.STAFF)
    with inside(host):
        yield staff


def sent(staff: Any, **given: str) -> tuple[list[Any], Message]:
    """The letters that left, and what the outbox says."""
    mail.outbox.clear()
    whole = {"to": "ana@x.example", "subject": "Welcome", "body": "Hello", **given}
    message = draft_message(host=staff.host, at=AT, **whole)
    message = send_message(viewer=staff, message=message, at=AT)
    return list(mail.outbox), message


def odd_headers(letter: Any) -> list[str]:
    """What the headings of a letter hold beside what they should."""
    try:
        found = message_from_bytes(letter.message().as_bytes()).keys()
    except (
        ValueError,
        MessageError,
    ) as fault:  # the library found it out when the letter was to leave
        return [str(fault)]
    return [] if sorted(found) == sorted(HEADERS) else [str(found)]


def faults(staff: Any) -> list[str]:
    """Letters with a header or a reader more than they should have."""
    found = []
    tries = (
        [("subject", one) for one in INJECTED]
        + [("body", one) for one in INJECTED]
        + [("to", one) for one in ADDRESSES]
    )
    for name, word in tries:
        letters, message = sent(staff, **{name: word})
        if not letters and message.state != "failed":
            found.append(f"{name} {word!r}: neither sent nor kept with a reason")
        for letter in letters:
            if letter.recipients() != ["ana@x.example"]:
                found.append(f"{name} {word!r}: goes to {letter.recipients()}")
            found += [f"{name} {word!r}: {one}" for one in odd_headers(letter)]
    return found


def test_no_letter_has_a_header_or_a_reader_too_many(desk):
    assert len(INJECTED) + len(ADDRESSES) >= 100
    assert faults(desk) == []


@pytest.mark.sabotage("test_no_letter_has_a_header_or_a_reader_too_many")
def test_an_address_that_nobody_looks_at_is_noticed(desk):
    with patch.object(messages, "validate_email", lambda text: None):
        assert any("goes to ['ana@x.example, all@evil.example']" in one for one in faults(desk))


def test_who_asks_for_a_code_cannot_write_headers(db):
    for one in (*ADDRESSES, *INJECTED[:20]):
        mail.outbox.clear()
        reply = Client().post("/account/sign-in/", {"email": one}, secure=True)
        assert reply.status_code < 500
        for letter in mail.outbox:
            assert len(letter.recipients()) == 1
            assert odd_headers(letter) == []


# --- subjects --------------------------------------------------------------------------

#: Words of people that a subject may hold, each with its reason.
ALLOWED: dict[str, str] = {}


def personal_words() -> set[str]:
    """What columns of class P2 and above say of people: names, addresses, towns, stories."""
    found: set[str] = set()
    with every_host("every word that is anybody's"):
        for model in apps.get_models():
            for name, kind in vars(getattr(model, "Privacy", object)).items():
                if name.startswith("_") or kind in (P0, P1) or model is Message or name in ALLOWED:
                    continue
                field = model._meta.get_field(name)
                if isinstance(field, models.CharField | models.TextField) and not field.choices:
                    values = model._base_manager.values_list(name, flat=True)
                    found.update(str(one).strip() for one in values if isinstance(one, str))
    return {one for one in found if 4 <= len(one) < 200 and not one.isdigit()}


def telling_subjects(subjects: list[str]) -> list[str]:
    """Subjects, which every server on the way reads, that hold somebody's words."""
    words = personal_words()
    return [
        f"{one!r} holds {word!r}"
        for one in subjects
        for word in words
        if re.search(rf"\b{re.escape(word)}\b", one)
    ]


def test_no_subject_tells_about_anybody(world):
    with every_host("all letters"):
        subjects = sorted({one.subject for one in Message.objects.all()})
    assert len(subjects) >= 2
    assert telling_subjects(subjects) == []


@pytest.mark.sabotage("test_no_subject_tells_about_anybody")
def test_a_subject_with_a_name_is_noticed(world: World):
    assert telling_subjects([f"About {world.ours.nominee.name}"])


# --- links -----------------------------------------------------------------------------

#: What a mere look may write, each with its reason.
NOTES = {
    "django_session": "the language or a message of a visitor",
    "base_guess": "wrong words are counted",
    "base_tally": "wrong words are counted",
}
#: Counters to which a try is written before its word is looked at, so that a hundred guesses at one
#: instant see each other. A right word takes its try back: looking at a link that is in force
#: leaves them as they were, which is what is asked of them here.
TAKEN_BACK = {"exercises_wrongcode": "tries at a room's code"}


def token_addresses() -> list[Address]:
    """Addresses that a word opens by itself, so that they stand in letters and on walls."""
    names = {one.rpartition(":")[0] for one in KEYS} | {
        one.partition(":")[0] for one in KEYS if one.count(":") == 1
    }
    return [
        one
        for one in every_address()
        if has_examples(one)
        and "GET" in methods(one)
        and any(
            f"{one.name}:{name}" in KEYS or f"{one.app}:{name}" in KEYS for name, _ in one.arguments
        )
        and names
    ]


def written_by_looking(client: Client, address: str, *, in_force: bool = True) -> list[str]:
    """Tables that change when somebody's mail scanner opens a link.

    A word that opens nothing (not ``in_force``) may be counted as a wrong one.
    """
    writes = re.compile(
        r'^\s*(?:INSERT (?:OR \w+ )?INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE
    )
    with undone(), CaptureQueriesContext(connection) as asked:
        before = contents(TAKEN_BACK)
        for look in (client.get, client.head):
            look(address, secure=True, follow=True)
        after = contents(TAKEN_BACK)
    found = [writes.match(one["sql"]) for one in asked.captured_queries]
    as_before = {one for one in TAKEN_BACK if not in_force or after[one] == before[one]}
    return sorted({one[1] for one in found if one} - set(NOTES) - as_before)


def test_looking_at_a_link_changes_nothing(world):
    found = {}
    for address in token_addresses():
        for case in cases(address, world):
            if case.whose in (NOTHING, OURS) and case.path:
                seen = written_by_looking(Client(), case.path, in_force=case.whose == OURS)
                found.setdefault(address.name, []).extend(seen)
    assert len(found) >= 8
    assert {name: tables for name, tables in found.items() if tables} == {}


def consumes(request: HttpRequest) -> HttpResponse:
    """A link that is used up by looking at it."""
    with every_host("planted"):
        Message.objects.all().delete()
    return HttpResponse("done")


consumes.permission = PUBLIC
urlpatterns = [path("consumes/", consumes), path("", include("thousandfold.urls"))]


@pytest.mark.sabotage("test_looking_at_a_link_changes_nothing")
def test_a_link_that_is_used_up_by_looking_is_noticed(world):
    with override_settings(ROOT_URLCONF=__name__):
        assert written_by_looking(Client(), "/consumes/") == ["base_message"]


@pytest.mark.sabotage("test_looking_at_a_link_changes_nothing")
def test_a_right_code_that_is_counted_by_looking_is_noticed(world):
    with patch("thousandfold.exercises.usecases.joining.take_back", lambda _attempt: None):
        path = reverse("exercises:join-code", args=[world.ours.room.code])
        assert written_by_looking(Client(), path) == ["exercises_wrongcode"]
