# SPDX-License-Identifier: AGPL-3.0-or-later
"""Letters with the trail's end, so that it lies in mailboxes that this computer cannot change.

They wait in the outbox like every letter. Once they were sent, the next ones are drafted
a week later by themselves; whoever discards them, or leaves them, ends that.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import translation
from django.utils.translation import gettext as say

from thousandfold.base import linking
from thousandfold.base.choices import MessageState, RoleKind
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Account, Host, Message, Role, TrailEnd
from thousandfold.base.permissions import Permission, require
from thousandfold.base.scope import every_host, inside
from thousandfold.base.usecases.messages import draft_message
from thousandfold_core.errors import Refusal

ABOUT = "trail-end"
WEEK = timedelta(days=7)
#: So many administrators get one: two mailboxes are harder to change than one.
READERS = 2


class LettersWaiting(Refusal):
    """Earlier letters are still drafts."""

    code = "trail-letters-waiting"
    text = "Letters with the end of the trail wait in the outbox already. Send or discard them."


def draft_trail_letters(*, viewer: Viewer, at: datetime) -> list[Message]:
    """Put letters with the trail's end to two administrators into the outbox.

    Raises:
        NotAllowed: for who may not read the trail.
        LettersWaiting: when earlier ones were neither sent nor discarded.
    """
    require(viewer, Permission.TRAIL_SEE)
    assert viewer.host is not None
    if Message.objects.filter(about=ABOUT, state=MessageState.DRAFT).exists():
        raise LettersWaiting
    return _draft(viewer.host, at)


def draft_next_letters(*, at: datetime) -> int:
    """Where the last letters were sent a week ago or longer, draft the next; return how many."""
    count = 0
    with every_host("each host's letters have their own week"):
        hosts = list(Host.objects.filter(is_demo=False))
    for host in hosts:
        with inside(host):
            last = Message.objects.filter(about=ABOUT).order_by("-drafted_at").first()
            sent = last is not None and last.state == MessageState.SENT
            if last is not None and sent and last.drafted_at <= at - WEEK:
                count += len(_draft(host, at))
    return count


def _draft(host: Host, at: datetime) -> list[Message]:
    end = TrailEnd.objects.filter(host=host).first()
    if end is None or not end.number:
        return []
    roles = Role.objects.filter(kind=RoleKind.ADMINISTRATOR, ended_at=None).order_by("since")
    ids = list(dict.fromkeys(roles.values_list("account", flat=True)))
    known = Account.objects.exclude(email=None).exclude(email="").in_bulk(ids)
    readers = [known[one] for one in ids if one in known][:READERS]
    with translation.override(host.language):
        subject = say("End of the trail at %(host)s") % {"host": host.name}
        body = _body(host, linking.written(end.number, end.link))
    given = {"host": host, "subject": subject, "body": body, "at": at, "about": ABOUT}
    return [draft_message(to=one.email, **given) for one in readers]


def _body(host: Host, anchor: str) -> str:
    return say(
        "This is the end of the trail of %(host)s today:\n\n%(anchor)s\n\n"
        "Keep this letter. Should somebody doubt later what was done, whoever runs the computer "
        "can show with it that no line was changed, taken out or cut off:\n\n"
        'thousandfold verify-trail --host %(slug)s --anchor "%(anchor)s"\n\n'
        "Another letter comes in a week. To end them, discard the next one in the outbox."
    ) % {"host": host.name, "anchor": anchor, "slug": host.slug}
