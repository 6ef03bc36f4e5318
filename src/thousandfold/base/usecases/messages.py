# SPDX-License-Identifier: AGPL-3.0-or-later
"""The outbox: drafting, sending, discarding."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.choices import MessageState
from thousandfold.base.models import Host, Message
from thousandfold.base.permissions import Permission, require
from thousandfold.base.viewer import Viewer
from thousandfold_core.errors import Refusal


class MessageNotDraft(Refusal):
    """The message was sent or discarded before."""

    code = "message-not-draft"
    text = "This message was already sent or discarded."


def draft_message(
    *,
    host: Host,
    to: str,
    subject: str,
    body: str,
    at: datetime,
    about: str = "",
    about_id: UUID | None = None,
) -> Message:
    """Put a message into the outbox. It goes nowhere until somebody sends it."""
    one_line = " ".join(subject.split())[:200]
    return Message.objects.create(
        host=host, to=to, subject=one_line, body=body, drafted_at=at, about=about, about_id=about_id
    )


def send_message(*, viewer: Viewer, message: Message, at: datetime) -> Message:
    """Send a draft. A refusal of the mail server is kept with the message.

    Raises:
        NotAllowed: unless the viewer may send.
        MessageNotDraft: when it was sent or discarded before.
    """
    require(viewer, Permission.OUTBOX_SEND)
    claimed = Message.objects.filter(
        pk=message.pk, state__in=[MessageState.DRAFT, MessageState.FAILED]
    ).update(state=MessageState.SENT, sent_at=at)
    if not claimed:
        raise MessageNotDraft
    try:
        EmailMessage(message.subject, message.body, to=[message.to]).send()
    except OSError as problem:
        Message.objects.filter(pk=message.pk).update(
            state=MessageState.FAILED, sent_at=None, problem=type(problem).__name__
        )
    message.refresh_from_db()
    trail.record(viewer, "sent", message, at, state=message.state)
    return message


def discard_message(*, viewer: Viewer, message: Message, at: datetime) -> Message:
    """Decide that a draft will not be sent.

    Raises:
        NotAllowed: unless the viewer may send.
        MessageNotDraft: when it was sent or discarded before.
    """
    require(viewer, Permission.OUTBOX_SEND)
    with transaction.atomic():
        if message.state not in (MessageState.DRAFT, MessageState.FAILED):
            raise MessageNotDraft
        message.state = MessageState.DISCARDED
        message.save(update_fields=["state"])
        trail.record(viewer, "discarded", message, at)
    return message
