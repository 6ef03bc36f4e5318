# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sentences of the ground: its refusals, and every permission in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from thousandfold.base.permissions import Permission
from thousandfold.base.refusals import add_wording

add_wording(
    {
        "picture-refused": _("This picture cannot be taken. Choose another one."),
        "picture-of-no-kind": _(
            "This is no picture that we can take. Choose a photograph: JPEG, PNG or WebP."
        ),
        "picture-too-large": _(
            "This picture is too large. Choose one of at most {most} MB and {points} million points."
        ),
        "picture-damaged": _(
            "This picture is damaged and cannot be opened. Take it again, or save it again."
        ),
        "host-name-taken": _(
            "A host named {name} is already here. Choose another name, or ask its administrator in."
        ),
        "role-already-given": _("This person already has that role here."),
        "trail-letters-waiting": _(
            "Letters with the end of the trail wait in the outbox already. Send or discard them."
        ),
        "last-administrator": _(
            "This is the last administrator. Give somebody else that role first."
        ),
        "wrong-set-up-code": _(
            "That is not the code of this computer. Ask whoever runs it; each new host gets a new one."
        ),
        "too-many-set-up-codes": _(
            "Too many wrong codes came. Try again tomorrow, or set up at the computer itself."
        ),
        "wrong-proof": _(
            "That is not the code, or it is too old. Look again, or have a new one sent."
        ),
        "look-reason-missing": _("Say why you look. The person can read it."),
        "nobody-to-look-as": _(
            "Choose a person or a role of this host. Nobody looks as an administrator."
        ),
        "card-has-an-address": _(
            "This person signs in by e-mail. Cards are for people without an address."
        ),
        "cards-are-for-members": _(
            "Cards are for members of cohorts of this host alone, not for people with other roles."
        ),
        "no-such-sign-in-card": _(
            "This card does not open anything now. Each works once: ask your host for a new one."
        ),
        "no-second-factor": _("This person has no second factor."),
        "own-second-factor": _(
            "This is your own. Take it off under “Second factor”, or ask another administrator."
        ),
        "administers-elsewhere": _(
            "This person is an administrator of another host too. "
            "Whoever runs the computer can take it off."
        ),
        "too-many-wrong-tries": _(
            "Too many wrong codes came. Wait {minutes} minutes, then try again."
        ),
        "key-destroyed": _("This person was erased. Nothing more can be written for them here."),
        "keys-do-not-fit": _(
            "The keys of this site do not fit together, so nothing can be kept closed. "
            "Whoever runs the computer puts the files of the keys folder back as they were."
        ),
        "keys-locked": _(
            "The keys of this site are locked. Whoever runs the computer starts it again "
            "and types the passphrase."
        ),
        "wrong-passphrase": _(
            "This is not the passphrase. Mind capitals and spaces, and try again."
        ),
        "kept-for-now": _(
            "This cannot be deleted now: it has to be kept for the time being. "
            "An administrator of the host can say why."
        ),
        "nothing-to-hold": _("Choose at least one person, cohort or call that must be kept."),
        "hold-ends-in-the-past": _("That day is over. Give a day to come, or none."),
        "hold-already-lifted": _("This hold was lifted before."),
        "term-out-of-bounds": _(
            "Write a number of days from {least} to {most}. A host may keep less long, not longer."
        ),
        "no-look-waits": _("Nothing waits to be confirmed. Somebody else may have done it."),
        "sealed-does-not-open": _(
            "This does not open it. Look at each of the words again, in their order."
        ),
        "sealed-was-changed": _(
            "This was changed after it was sealed, so it is not shown. Tell the person it is from."
        ),
        "no-such-receipt-word": _(
            "“{word}” is not one of our words. Look at your paper again: each has four letters."
        ),
        "not-seven-words": _("A receipt has {count} words; these are {given}."),
        "not-the-same-words": _(
            "These are not the words you were shown. Look at them again before you go on."
        ),
        "nobody-to-open": _("Choose at least one person who may read this."),
        "message-not-draft": _("This message was already sent or discarded."),
    }
)

#: What each permission allows, after "may": one line for each of ``Permission``.
PERMISSIONS = {
    "host_see": _("open the pages of this host"),
    "host_change": _("change the host's name, region and language"),
    "host_look_as": _("see pages as somebody else sees them"),
    "role_give": _("give and end roles"),
    "trail_see": _("read the trail of who did what"),
    "hold_place": _("see, place and lift legal holds"),
    "outbox_see": _("read the outbox"),
    "outbox_send": _("send, change and discard messages"),
    "coalition_see": _("see the coalition and its organisations"),
    "coalition_change": _("change the coalition and its organisations"),
    "person_see": _("see people's entries"),
    "person_change": _("change people's entries"),
    "person_export": _("hand a person a copy of what is held about them"),
    "person_erase": _("erase a person"),
    "principle_adopt": _("record that a member adopted the principles"),
    "programme_see": _("read the programmes and print their handouts"),
    "body_see": _("see governing bodies and their seats"),
    "body_change": _("follow governing bodies and record who sits there"),
    "call_see": _("see calls for cohorts"),
    "call_change": _("open, change and close calls"),
    "nomination_see": _("read nominations"),
    "nomination_change": _("change and merge nominations"),
    "nomination_import": _("import nominees from a spreadsheet"),
    "nomination_score": _("score nominees"),
    "card_make": _("print sign-in cards for members without e-mail"),
    "cohort_compose": _("compose a cohort"),
    "cohort_seat": _("seat a cohort"),
    "cohort_see": _("see a cohort and its path"),
    "cohort_change": _("change a cohort"),
    "session_see": _("see sessions, places and times"),
    "session_change": _("plan and change sessions"),
    "attendance_take": _("take attendance"),
    "room_lead": _("lead a room"),
    "room_take_part": _("take part in a room"),
    "platform_see": _("read the platform"),
    "platform_change": _("draft planks"),
    "platform_adopt": _("adopt planks and the platform"),
    "alumni_see": _("see the alumni list"),
    "alumni_change": _("change the alumni list"),
}


def allowed_words(permission: Permission) -> Any:
    """What a permission allows, in words; its code where nobody found words yet."""
    return PERMISSIONS.get(permission.value, permission.value)
