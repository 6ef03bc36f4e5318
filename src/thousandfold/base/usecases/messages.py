# SPDX-License-Identifier: AGPL-3.0-or-later
"""The outbox: drafting, sending, discarding."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction

from thousandfold.base import trail
from thousandfold.base.choices import MessageState
from thousandfold.base.doorway.editing import ChangedMeanwhile
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Host, Message
from thousandfold.base.permissions import Permission, require
from thousandfold.base.site import marked
from thousandfold_core.errors import Refusal

#: States from which a message may still be changed, sent or discarded.
UNSENT = (MessageState.DRAFT, MessageState.FAILED)


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


def change_message(
    *, viewer: Viewer, message: Message, was: tuple[str, str], subject: str, body: str, at: datetime
) -> Message:
    """Change a draft's words. ``was`` holds the subject and body that the change is based on.

    Raises:
        NotAllowed: unless the viewer may send.
        MessageNotDraft: when it was sent or discarded before.
        ChangedMeanwhile: when somebody else changed it first; nothing is written.
    """
    require(viewer, Permission.OUTBOX_SEND)
    one_line = " ".join(subject.split())[:200]
    stood, new = marked(was[1]), marked(body)
    with transaction.atomic():
        rows = Message.objects.filter(pk=message.pk, state__in=UNSENT)
        if not rows.exists():
            raise MessageNotDraft
        if not rows.filter(subject=was[0], body=stood).update(subject=one_line, body=new):
            raise _changed_meanwhile(rows.get(), one_line, body)
        message.refresh_from_db()
        trail.record(viewer, "changed", message, at)
    return message


def _changed_meanwhile(stands: Message, subject: str, body: str) -> ChangedMeanwhile:
    yours = {"subject": subject, "body": body}
    theirs = {"subject": stands.subject, "body": stands.words}
    differing = [name for name in yours if yours[name] != theirs[name]]
    return ChangedMeanwhile(
        theirs={name: theirs[name] for name in differing},
        yours={name: yours[name] for name in differing},
        version=0,
    )


def send_message(*, viewer: Viewer, message: Message, at: datetime) -> Message:
    """Send a draft. A refusal of the mail server, or of its address, is kept with the message.

    In a demo region nothing leaves: the message is only marked as sent.

    Raises:
        NotAllowed: unless the viewer may send.
        MessageNotDraft: when it was sent or discarded before.
    """
    require(viewer, Permission.OUTBOX_SEND)
    claimed = Message.objects.filter(pk=message.pk, state__in=UNSENT).update(
        state=MessageState.SENT, sent_at=at, problem=""
    )
    if not claimed:
        raise MessageNotDraft
    try:
        if not message.host.is_demo:
            validate_email(message.to)  # one address: whatever else stands there goes nowhere
            EmailMessage(message.subject, message.words, to=[message.to]).send()
    except (OSError, ValueError, ValidationError) as problem:
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
        if message.state not in UNSENT:
            raise MessageNotDraft
        message.state = MessageState.DISCARDED
        message.save(update_fields=["state"])
        trail.record(viewer, "discarded", message, at)
    return message
