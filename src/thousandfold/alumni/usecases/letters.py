# SPDX-License-Identifier: AGPL-3.0-or-later
"""Messages to alumni. Each is a draft in the outbox until somebody sends it.

None says what somebody wrote: mail is read by others. It says that something
waits, and where.
"""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from thousandfold.alumni.models import Alumnus, Commitment
from thousandfold.base.usecases.messages import draft_message


def link_of(alumnus: Alumnus, site: str) -> str:
    """The address of a person's own page."""
    return site.rstrip("/") + reverse("alumni:own", args=[alumnus.key])


def write_to_alumnus(alumnus: Alumnus, site: str, at: datetime) -> None:
    """Invite somebody to decide whether they are listed; nothing for who has no address."""
    if not alumnus.person.email:
        return
    host = alumnus.host
    with translation.override(host.language):
        subject = _("Your place among the alumni of {host}").format(host=host.name)
        body = _(
            "Hello,\n\n{cohort} has finished, and you are an alumnus of {host}.\n\nYou are "
            "listed nowhere unless you say so. On your own page you decide whether other "
            "alumni can find you, and you can take it back at any time:\n\n{link}\n\n"
            "Keep the link to yourself: it is yours.\n\n{host}"
        ).format(cohort=alumnus.cohort.title, host=host.name, link=link_of(alumnus, site))
    draft_message(
        host=host, to=alumnus.person.email, subject=subject, body=body, at=at,
        about="alumnus", about_id=alumnus.pk,
    )  # fmt: skip


def write_about_step(
    commitment: Commitment, alumnus: Alumnus | None, site: str, at: datetime
) -> None:
    """Ask once, kindly, how a step went."""
    host = commitment.host
    with translation.override(host.language):
        subject = _("The step you took home")
        body = _(
            "Hello,\n\nat the closing of {cohort} you took a step home and let us ask about it "
            "once. How did it go? Done, changed into something else and let go are all good "
            "answers.\n\n{link}\n\n{host}"
        ).format(
            cohort=commitment.cohort.title,
            host=host.name,
            link=link_of(alumnus, site) if alumnus else _("Just answer this message."),
        )
    draft_message(
        host=host, to=commitment.member.person.email, subject=subject, body=body, at=at,
        about="commitment", about_id=commitment.pk,
    )  # fmt: skip
