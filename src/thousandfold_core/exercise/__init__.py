# SPDX-License-Identifier: Apache-2.0
"""What an exercise is: a card, steps, asks, and a pure fold of answers.

An exercise package needs nothing but this module::

    from thousandfold_core.exercise import Card, Exercise, Step, Ask, Words

The site stores answers, in order, and nothing derived. Everything shown is
worked out from them by :meth:`Exercise.fold`, so a phone may drop out and
come back, a run may be reopened, and a withdrawal changes every figure on the
next view.
"""

from thousandfold_core.exercise.answers import Act, Answer, Harvested, WordsStayOnDevice
from thousandfold_core.exercise.asks import Ask, Door, Field, Option
from thousandfold_core.exercise.card import Card, Minutes, People, Step
from thousandfold_core.exercise.keys import key_of
from thousandfold_core.exercise.plain import PlainExercise, State
from thousandfold_core.exercise.protocol import Exercise, Setting
from thousandfold_core.exercise.reach import Reach
from thousandfold_core.exercise.record import Record
from thousandfold_core.exercise.screen import Drawing, Items, Say, Screen, Shown
from thousandfold_core.exercise.unnamed import unnamed
from thousandfold_core.exercise.words import Words

__all__ = [
    "Act",
    "Answer",
    "Ask",
    "Card",
    "Door",
    "Drawing",
    "Exercise",
    "Field",
    "Harvested",
    "Items",
    "Minutes",
    "Option",
    "People",
    "PlainExercise",
    "Reach",
    "Record",
    "Say",
    "Screen",
    "Setting",
    "Shown",
    "State",
    "Step",
    "Words",
    "WordsStayOnDevice",
    "key_of",
    "unnamed",
]
