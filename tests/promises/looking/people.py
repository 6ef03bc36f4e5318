"""Who walks through the site, and which addresses each has from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factories.cohorts import make_member
from factories.hosts import make_viewer
from factories.little import LittleRegion
from factories.people import make_person
from promises.looking.collecting import Person
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import Account, Role
from thousandfold.base.scope import inside
from thousandfold.base.signing_in.sessions import PROVED
from thousandfold.base.usecases.kept import keep_post
from thousandfold.exercises import links
from thousandfold.recruitment.usecases.asking import link_word
from thousandfold.recruitment.usecases.member_cards import make_member_card

SIGN_IN, CODE = reverse("account_request_login_code"), reverse("account_confirm_login_code")
AGAIN = reverse("mfa_reauthenticate")
FACTOR, ACCOUNT = reverse("mfa_authenticate"), "/account/"


def everybody(region: LittleRegion) -> Iterator[Person]:
    """All of them, those who come to most pages first."""
    today = reverse("pages:today", args=[region.host.slug])
    yield Person("staff", signed_in(region.staff.account), (today,))
    yield Person("a reader", signed_in(region.reader.account), (today,))
    yield Person("a member", signed_in(region.member.account), (today,))
    yield Person("anybody", Client(), ("/", *from_messages(region), *from_the_wall(region)))
    yield from phones(region)
    yield who_was_too_late(region)
    yield from on_the_way_in(region)
    yield from with_a_printed_card(region)
    yield who_is_asked_again(region)


def from_messages(region: LittleRegion) -> tuple[str, ...]:
    """Addresses that people are sent, or are given by whoever sends them."""
    with inside(region.host):
        author = links.confirm_link(region.round.run, region.sheet)
        own_way_in = links.link_for(region.membership)
    held = link_word(region.nominee.email, timezone.now())
    return (
        reverse("recruitment:nominate", args=[region.call.link]),
        reverse("recruitment:nominee", args=[region.nominee.nominee_key]),
        reverse("recruitment:nominator", args=[region.nominee.nominator_key]),
        reverse("recruitment:held-sent"),
        reverse("recruitment:held-by-link", args=[held]),
        reverse("alumni:own", args=[region.alumni[0].key]),
        own_way_in,
        author,
    )


def from_the_wall(region: LittleRegion) -> tuple[str, ...]:
    """The wall itself, and what its QR code says."""
    room = region.room
    return (
        reverse("exercises:wall", args=[room.screen_token]),
        reverse("exercises:join-code", args=[room.code]),
    )


def phones(region: LittleRegion) -> Iterator[Person]:
    """Phones that hold places: in an exercise, after several, at home, at the door."""
    tokens = {
        "in an exercise": region.token,
        "after the forest": region.home_token,
        "at home": region.alone_token,
        "at the door": region.door_token,
    }
    for where, token in tokens.items():
        phone = Client()
        phone.cookies["place"] = token
        yield Person(f"a phone {where}", phone, (reverse("exercises:room"),))


def signed_in(account: Account) -> Client:
    """A browser in which somebody signed in a while ago."""
    client = Client()
    client.force_login(account)
    return client


def who_was_too_late(region: LittleRegion) -> Person:
    """Somebody who sent a form after their sign-in had ended, and is back."""
    coalition = reverse("people:coalition", args=[region.host.slug])
    words = {"purpose": ["A home that one can pay for"]}
    account = region.staff.account
    at = timezone.now()
    keep_post(account=account.pk, path=coalition, sent=words, had_files=True, at=at)
    return Person("who was too late", signed_in(account), (reverse("account_kept"),), ACCOUNT)


def on_the_way_in(region: LittleRegion) -> Iterator[Person]:
    """An administrator with a second factor, at each step of signing in, inside, and out again."""
    account = make_viewer(region.host, RoleKind.ADMINISTRATOR, email="keeper@host.example").account
    TOTP.activate(account, generate_totp_secret())
    first, second, *_others = RecoveryCodes.activate(account).get_unused_codes()
    client = Client()
    client.post(SIGN_IN, {"email": account.email}, secure=True)
    yield Person("somebody with a code in the mail", client, (CODE,), ACCOUNT)
    code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", mail.outbox[-1].body)
    client.post(CODE, {"code": code and code[0]}, secure=True)
    yield Person("somebody with a second factor", client, (FACTOR,), ACCOUNT)
    client.post(FACTOR, {"code": first}, secure=True)
    inside_now = (reverse("mfa_index"), reverse("account_sign_ins"))
    yield Person("an administrator", client, inside_now, ACCOUNT, "with a second factor, ")
    client.post(AGAIN, {"code": second}, secure=True)
    yield Person(
        "an administrator who was asked again",
        client,
        inside_now,
        ACCOUNT,
        "with a second factor, ",
    )
    yield from who_helps(region, client)
    client.post(reverse("account_logout"), secure=True)
    out = (reverse("account_signed_out"), reverse("account_inactive"))
    yield Person("somebody who signed out", client, out, ACCOUNT)


def who_helps(region: LittleRegion, client: Client) -> Iterator[Person]:
    """The same administrator: at somebody's lost phone, and looking as somebody else."""
    slug = region.host.slug
    host = reverse("base:host", args=[slug])
    account = make_viewer(region.host, RoleKind.STAFF, email="lost@host.example").account
    TOTP.activate(account, generate_totp_secret())
    with inside(region.host):
        role = Role.objects.get(account=account)
    look, lost = (
        reverse("base:look", args=[slug]),
        reverse("base:second-factor-off", args=[slug, role.pk]),
    )
    yield Person("an administrator who helps", client, (look, lost), host)
    today = reverse("pages:today", args=[slug])
    client.post(look, {"eyes": f"person:{account.pk}", "reason": "Asked where it is."}, secure=True)
    yield Person("who looks as somebody else", client, (today,), look, "looking, ")
    client.post(reverse("account_stop_looking"), secure=True)


def with_a_printed_card(region: LittleRegion) -> Iterator[Person]:
    """A member without e-mail before and after their card is used."""
    with inside(region.host):
        person = make_person(region.host, "Rosa Quispe", email="")
        member = make_member(region.cohort, person)
        _card, code = make_member_card(viewer=region.staff, member=member, at=timezone.now())
    client = Client()
    yield Person(
        "somebody with a card", client, (reverse("account_card_code", args=[code]),), ACCOUNT
    )
    client.post(reverse("account_card"), {"code": code}, secure=True)
    yield Person("who came by a card", client, (reverse("account_card_used"),), ACCOUNT)


def who_is_asked_again(region: LittleRegion) -> Person:
    """Staff without a second factor whose sign-in is a while ago."""
    client = signed_in(region.staff.account)
    session = client.session
    session[PROVED] = 0
    session.save()
    return Person("who is asked again", client, (reverse("account_prove"),), ACCOUNT)
