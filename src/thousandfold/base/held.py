# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the ground holds: accounts, roles, messages, the trail, and what the machine needs."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thousandfold.base import models
from thousandfold.base.doorway.once import digest
from thousandfold.base.keeping.holdings import (
    A_KEY,
    INSIDE,
    OTHERS_WORDS,
    Erased,
    Mention,
    hold,
    of_library,
)
from thousandfold.base.keeping.subject import Subject, known_by
from thousandfold.base.models.session import AccountSession
from thousandfold.base.running import mail_folder

#: Importing it registers the mail folder.
FOLDER = mail_folder.BETWEEN
WHILE_USED = _("While you have a role or an entry at any host here; you may erase it.")
FOR_GOOD = _("As long as the host is here.")
WITH_THE_THING = _("As long as what it belongs to.")
TWELVE_HOURS = _("Twelve hours at most.")

hold(
    models.Account,
    _("Your way to sign in"),
    _("So that you can come in with a code, in your language."),
    WHILE_USED,
    withheld={"password": A_KEY},
    erased=Erased.DELETED,
)
hold(models.Host, _("The host"), _("The organisation and its region."), FOR_GOOD)
hold(
    models.Role,
    _("Roles"),
    _("Who may do what, and who could when."),
    WHILE_USED,
    whose=("account",),
    erased=Erased.DELETED,
)


def _letters(subject: Subject) -> Q:
    """Letters to the person, and letters about anything of theirs."""
    question = Q(about_id__in=subject.uuids())
    for email in subject.emails:
        question |= Q(to__iexact=email)
    return question


def _letters_to(subject: Subject) -> Q:
    question = Q(pk__in=[])
    for email in subject.letters_to:
        question |= Q(to__iexact=email)
    return question


hold(
    models.Message,
    _("Messages"),
    _("Letters that staff read before they leave, and what was sent."),
    _("A year, unless it still waits to be sent."),
    also=_letters,
    given=_letters_to,
    erased=Erased.DELETED,
)


def _acts(subject: Subject) -> Q:
    mine = Q(actor__in=subject.ids(models.Account) | subject.lent | subject.ids("exercises.Place"))
    return mine | Q(thing_id__in=subject.uuids())


hold(
    models.TrailEntry,
    _("The trail"),
    _("Who did what, by ids only, so that acts can be checked."),
    _("As long as the host is here; an erasure empties the details."),
    also=_acts,
    withheld={
        "actor": OTHERS_WORDS,
        "details": INSIDE,
        "number": INSIDE,
        "salt": INSIDE,
        "mark": INSIDE,
        "link": INSIDE,
    },
    erased=Erased.BLANKED,
    empty={"details": {}},
)

hold(
    models.KeptPost,
    _("What you sent after your sign-in had ended"),
    _("So that nothing is lost that you wrote."),
    _("A day."),
    whose=("account",),
    erased=Erased.DELETED,
    held=False,
    no_clock="A day: each look drops what is older (base/usecases/retention.py, tidy).",
)


def _posts(subject: Subject) -> Q:
    """Posts of a signed-in person; those of a phone at a table hold no more than digests."""
    keys = {str(key) for key in subject.ids(models.Account)}
    return Q(sender__in=[digest("sender", key) for key in keys])


hold(
    models.OncePost,
    _("Forms that count once"),
    _("So that a form sent twice counts once."),
    _("Seven days."),
    also=_posts,
    withheld=dict.fromkeys(("key", "sender", "said", "attempt"), INSIDE),
    erased=Erased.DELETED,
    held=False,
)


def _sessions(subject: Subject) -> Q:
    """Sessions of the account, and those that hold its address or id inside."""
    accounts = {str(key) for key in subject.ids(models.Account)}
    words = accounts | (subject.emails if accounts else set())
    inside = subject.once("sessions", lambda: _sessions_with(words)) if words else []
    return Q(account__in=accounts) | Q(pk__in=inside)


def _sessions_with(words: set[str]) -> list[str]:
    rows = AccountSession.objects.iterator()
    return [one.pk for one in rows if any(word in _text(one.get_decoded()) for word in words)]


def _text(kept: dict[str, Any]) -> str:
    return repr(kept).casefold()


hold(
    AccountSession,
    _("Where you are signed in"),
    _("So that a browser stays signed in."),
    TWELVE_HOURS,
    also=_sessions,
    withheld={"session_key": A_KEY, "session_data": A_KEY},
    erased=Erased.DELETED,
    held=False,
)

hold(
    models.TrailEnd,
    _("Where the trail has come to"),
    _("So that nobody can cut off the trail's end unseen."),
    FOR_GOOD,
)
hold(
    models.WrongTry,
    _("Wrong tries with a code"),
    _("So that nobody guesses codes. Digests only."),
    _("Until the longest limit has passed, a day at most."),
)
hold(
    models.Job,
    _("Longer work that you asked for"),
    _("So that work goes on while you do something else."),
    _("Until its result was seen."),
    whose=("account",),
    withheld={"key": INSIDE, "given": INSIDE},
    erased=Erased.DELETED,
    held=False,
)


def _placed(subject: Subject) -> Q:
    return Q(placed_by__in=subject.ids(models.Account))


def _confirmed(subject: Subject) -> Q:
    return Q(confirmed_by__in=subject.ids(models.Account))


hold(
    models.SignInCard,
    _("Sign-in cards that were printed for you"),
    _("So that you can come in without e-mail. A digest, never the code."),
    WHILE_USED,
    whose=("account",),
    withheld={"digest": A_KEY, "issued_by": OTHERS_WORDS},
    erased=Erased.DELETED,
)
hold(
    models.Viewing,
    _("When an administrator looked at pages as you"),
    _("So that you can see who looked, and why."),
    WHILE_USED,
    whose=("of", "by"),
    withheld={"by": OTHERS_WORDS},
    erased=Erased.DELETED,
)
hold(
    models.LegalHold,
    _("Holds"),
    _("What must be kept while a dispute is open or foreseeable, and why."),
    FOR_GOOD,
    mentions=(Mention(_placed, {"placed_by": None}),),
)
hold(
    models.HeldThing,
    _("What a hold names"),
    _("Which things must be kept."),
    FOR_GOOD,
)
hold(
    models.RetentionLook,
    _("Looks for what was kept long enough"),
    _("So that it can be checked what was deleted by itself: numbers only."),
    _("Five years."),
    mentions=(Mention(_confirmed, {"confirmed_by": None}),),
)

# What the libraries bring.

hold(
    "account.EmailAddress",
    _("The address you sign in with"),
    _("So that codes reach you."),
    WHILE_USED,
    whose=("user",),
    erased=Erased.DELETED,
)
hold(
    "account.EmailConfirmation",
    _("A question whether an address is yours"),
    _("So that nobody signs in with your address."),
    _("Three days."),
    whose=("email_address",),
    withheld={"key": A_KEY},
    erased=Erased.DELETED,
    held=False,
)
hold(
    "mfa.Authenticator",
    _("Your second factor"),
    _("So that a code alone lets nobody act as you."),
    WHILE_USED,
    whose=("user",),
    withheld={"data": A_KEY},
    erased=Erased.DELETED,
    held=False,
)
for _app, _name, _why in (
    ("auth", _("The framework's own permissions"), _("Unused; the framework needs the tables.")),
    ("contenttypes", _("Names of our tables"), _("The framework keeps a list of them.")),
    ("django_tasks_database", _("Jobs in line"), _("Ids of work to do, in turn; never words.")),
):
    of_library(_app, _name, _why, FOR_GOOD)

known_by("account.EmailAddress", emails=["email"])
