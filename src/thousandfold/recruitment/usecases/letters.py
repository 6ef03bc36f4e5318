# SPDX-License-Identifier: AGPL-3.0-or-later
"""Messages of recruiting. Each is a draft in the outbox until somebody sends it.

No message names anybody or says what was written: mail is read by others (trust row
IN-8). It says that something waits, and where.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from thousandfold.base.models import Account, Host
from thousandfold.base.usecases.messages import draft_message
from thousandfold.recruitment.models import Call, Nomination


def write_to_nominee(nomination: Nomination, site: str, at: datetime) -> None:
    """Tell a nominee that somebody put them forward, with their own link."""
    if not nomination.email:
        return
    call = nomination.call
    with translation.override(call.host.language):
        _draft(
            call,
            nomination,
            _("You were nominated: {call}").format(call=call.title),
            _(
                "Hello,\n\nsomebody who knows you has put your name forward for “{call}” of "
                "{host}.\n\nNothing happens without your yes. On your own page you see who "
                "nominated you and can say yes, add to it in your words, or say no:\n\n{link}\n\n"
                "Opening the page decides nothing; the buttons on it do. Keep the link to "
                "yourself: it is yours.\n\n{host}"
            ),
            site + reverse("recruitment:nominee", args=[nomination.nominee_key]),
            at,
        )


def write_place(nomination: Nomination, chosen: bool, site: str, at: datetime) -> None:
    """Tell a nominee how it was decided, with a link to their own page."""
    if not nomination.email:
        return
    with translation.override(nomination.call.host.language):
        subject, body = _chosen() if chosen else _not_this_time()
        link = site + reverse("recruitment:nominee", args=[nomination.nominee_key])
        subject = subject.format(call=nomination.call.title)
        _draft(nomination.call, nomination, subject, body, link, at)


def _chosen() -> tuple[str, str]:
    return (
        _("You have a place: {call}"),
        _(
            "Hello,\n\nyou have a place in the cohort of “{call}” of {host}.\n\nYour own page "
            "has the details. If you cannot take the place, say so there soon, so that "
            "somebody else can:\n\n{link}\n\nWe look forward to working with you.\n\n{host}"
        ),
    )


def _not_this_time() -> tuple[str, str]:
    return (
        _("About your nomination: {call}"),
        _(
            "Hello,\n\nthe cohort of “{call}” of {host} is complete, and this time there was "
            "no place for you in it. A cohort is small and has to be balanced across "
            "organisations, places and walks of life; this is no judgement of you or of "
            "what you do.\n\nThe people who put you forward saw something. We would like to "
            "stay in touch about the next call. Your own page stays open:\n\n{link}\n\n{host}"
        ),
    )


def write_to_reviewer(account: Account, call: Call, site: str, at: datetime) -> None:
    """Invite somebody to a committee."""
    with translation.override(account.language):
        link = site + reverse("recruitment:review", args=[call.host.slug, call.id])
        message = _(
            "Hello,\n\n{host} asks you to read nominations for “{call}” and to score them.\n\n"
            "Sign in with this e-mail address; a code will be sent to it, no password is "
            "needed:\n\n{link}\n\nNobody sees your scores before everybody has finished, and "
            "nobody but you ever reads your notes.\n\n{host}"
        )
        draft_message(
            host=call.host,
            to=account.email,
            subject=_("Please read nominations: {call}").format(call=call.title),
            body=message.format(call=call.title, host=call.host.name, link=link),
            at=at,
            about="call",
            about_id=call.id,
        )


def _draft(
    call: Call, nomination: Nomination, subject: str, body: str, link: str, at: datetime
) -> None:
    host: Host = call.host
    draft_message(
        host=host,
        to=nomination.email,
        subject=subject,
        body=body.format(call=call.title, host=host.name, link=link),
        at=at,
        about="nomination",
        about_id=nomination.id,
    )


def default_site() -> str:
    """The address of this site where nobody asked from a browser."""
    return settings.ADDRESS
