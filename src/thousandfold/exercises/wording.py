# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sentences for what cannot be done in a room."""

from django.utils.translation import gettext_lazy as _

from thousandfold.base.refusals import add_wording

add_wording(
    {
        "no-such-code": _(
            "No room answers to this code now. Look at the wall again, or ask for the new code."
        ),
        "doors-are-shut": _(
            "The doors of your room are shut now. Come when the session begins, or ask for the code."
        ),
        "too-many-wrong-codes": _(
            "Too many wrong codes came from here. Wait {minutes} minutes, or ask the facilitator."
        ),
        "room-is-full": _(
            "All {most} places of this room are taken. Ask the facilitator to let somebody's go."
        ),
        "no-such-card": _(
            "This personal code is not known here. Check it, or leave it out and say your name."
        ),
        "name-missing": _("Write the name people here know you by. It may be any name."),
        "no-way-back": _(
            "This way-back code is not in use. Ask the old phone for a new one, or join again."
        ),
        "room-already-open": _("This cohort has its room already."),
        "no-such-exercise-here": _(
            "The exercise {exercise} cannot be played here. Whoever runs the site can see why: "
            "“thousandfold doctor” tells."
        ),
        "another-run-is-live": _("Another exercise is open in this room. Close it first."),
        "wrong-turn": _("This cannot be done now: the exercise is {state}."),
        "moved-meanwhile": _(
            "{who} moved first: {what}. Nothing of yours was done; look, and decide again."
        ),
        "no-such-step": _("This step is not part of the exercise as it is held now."),
        "nothing-to-undo": _(
            "There is nothing to undo: a move can be taken back for 60 seconds, and a reveal "
            "only covered."
        ),
        "not-enough-for-groups": _(
            "Groups need at least two people in the room. Let people in first."
        ),
        "run-not-open": _(
            "This exercise is closed, so nothing was sent. What you typed is still on your phone."
        ),
        "not-asked-now": _(
            "This question is no longer asked. What you typed is still on your phone."
        ),
        "nothing-written": _(
            "Nothing is written yet. Write a few words, pass, or say that you told it aloud."
        ),
        "does-not-fit": _("“{field}” takes up to {most}. Make it shorter, or split it in two."),
        "enough-items": _("There is room for {most} here. Take one back first, or change one."),
        "reach-too-wide": _(
            "This may not travel so far. Choose one of the steps that are offered."
        ),
        "no-such-item": _("This is not there any more. Perhaps you took it back on another page."),
        "kept-on-phone": _(
            "This room's network is not private, so words for you alone are not taken in. "
            "Keep them on your phone or on paper, or choose who else may read them."
        ),
        "closed-here": _(
            "You wrote this on another phone, so it is closed here. It opens there, "
            "with a way-back code from there, or when you sign in."
        ),
        "not-confirmed": _(
            "This was typed in from paper. Its author confirms it first; then it may travel."
        ),
    }
)
