# SPDX-License-Identifier: AGPL-3.0-or-later
"""What cannot be done in a room, each with its name."""

from __future__ import annotations

from thousandfold_core.errors import Refusal


class NoSuchCode(Refusal):
    """No open doors answer to the code."""

    code = "no-such-code"
    text = "No room answers to this code now. Look at the wall again, or ask for the new code."


class DoorsAreShut(Refusal):
    """A member came while the doors are shut and nothing is open to do alone."""

    code = "doors-are-shut"
    text = "The doors of your room are shut now. Come when the session begins, or ask for the code."


class TooManyWrongCodes(Refusal):
    """Too many wrong codes in a short time. Params: ``minutes``."""

    code = "too-many-wrong-codes"
    text = "Too many wrong codes came from here. Wait {minutes} minutes, or ask the facilitator."


class RoomIsFull(Refusal):
    """Every place is taken. Params: ``most``."""

    code = "room-is-full"
    text = "All {most} places of this room are taken. Ask the facilitator to let somebody's go."


class NoSuchCard(Refusal):
    """The personal code is not one of this cohort's."""

    code = "no-such-card"
    text = "This personal code is not known here. Check it, or leave it out and say your name."


class NameMissing(Refusal):
    """Nobody can be let in without a word to call them."""

    code = "name-missing"
    text = "Write the name people here know you by. It may be any name."


class NoWayBack(Refusal):
    """The way back was used, has run out, or never was."""

    code = "no-way-back"
    text = "This way-back code is not in use. Ask the old phone for a new one, or join again."


class RoomAlreadyOpen(Refusal):
    """The cohort has its room."""

    code = "room-already-open"
    text = "This cohort has its room already."


class NoSuchExerciseHere(Refusal):
    """The exercise is not installed, or was refused. Params: ``exercise``, ``reason``."""

    code = "no-such-exercise-here"
    text = "The exercise {exercise} cannot be played here. {reason}"


class AnotherRunIsLive(Refusal):
    """A room plays one exercise at a time."""

    code = "another-run-is-live"
    text = "Another exercise is open in this room. Close it first."


class WrongTurn(Refusal):
    """The run is not in a state for this. Params: ``state``."""

    code = "wrong-turn"
    text = "This cannot be done now: the exercise is {state}."


class MovedMeanwhile(Refusal):
    """Another facilitator moved first. Params: ``who``, ``what``."""

    code = "moved-meanwhile"
    text = "{who} moved first: {what}. Nothing of yours was done; look, and decide again."


class NoSuchStep(Refusal):
    """The step is not part of this moment of the exercise."""

    code = "no-such-step"
    text = "This step is not part of the exercise as it is held now."


class NothingToUndo(Refusal):
    """The last move is too old, cannot be taken back, or there is none."""

    code = "nothing-to-undo"
    text = "There is nothing to undo: a move can be taken back for 60 seconds, and a reveal only hidden."


class NotEnoughForGroups(Refusal):
    """Groups need two people at least."""

    code = "not-enough-for-groups"
    text = "Groups need at least two people in the room. Let people in first."


class RunNotOpen(Refusal):
    """The run takes no answers."""

    code = "run-not-open"
    text = "This exercise is closed, so nothing was sent. What you typed is still on your phone."


class NotAskedNow(Refusal):
    """The question is not asked of this place any more."""

    code = "not-asked-now"
    text = "This question is no longer asked. What you typed is still on your phone."


class NothingWritten(Refusal):
    """Send was pressed on an empty page."""

    code = "nothing-written"
    text = "Nothing is written yet. Write a few words, pass, or say that you told it aloud."


class DoesNotFit(Refusal):
    """A field holds too much or something that was not offered. Params: ``field``, ``most``."""

    code = "does-not-fit"
    text = "“{field}” takes up to {most}. Make it shorter, or split it in two."


class EnoughItems(Refusal):
    """The ask takes no more items. Params: ``most``."""

    code = "enough-items"
    text = "There is room for {most} here. Take one back first, or change one."


class ReachTooWide(Refusal):
    """It may not travel so far."""

    code = "reach-too-wide"
    text = "This may not travel so far. Choose one of the steps that are offered."


class NoSuchItem(Refusal):
    """The item is not there."""

    code = "no-such-item"
    text = "This is not there any more. Perhaps you took it back on another page."


class KeptOnPhone(Refusal):
    """Words for their author alone came over a line that is not private."""

    code = "kept-on-phone"
    text = (
        "This room's network is not private, so words for you alone are not taken in. "
        "Keep them on your phone or on paper, or choose who else may read them."
    )


class ClosedHere(Refusal):
    """Another phone of the same place wrote it, and this one came by a card."""

    code = "closed-here"
    text = (
        "You wrote this on another phone, so it is closed here. It opens there, "
        "with a way-back code from there, or when you sign in."
    )


class NotConfirmed(Refusal):
    """Somebody typed this in from paper; its author has not confirmed it."""

    code = "not-confirmed"
    text = "This was typed in from paper. Its author confirms it first; then it may travel."
