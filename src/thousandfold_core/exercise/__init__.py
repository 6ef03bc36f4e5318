# SPDX-License-Identifier: Apache-2.0
"""What an exercise is: a card, steps, asks, and a pure fold of answers.

An exercise package needs nothing but this module::

    from thousandfold_core.exercise import Card, Exercise, Step, Ask, Words

The site stores answers, in order, and nothing derived. Everything shown is
worked out from them by :meth:`Exercise.fold`, so a phone may drop out and
come back, a run may be reopened, and a withdrawal changes every figure on the
next view.

What an author can rely on, and the suite in ``conformance`` checks:

- **Asks** give words (``Act.GIVE``) or choose how far an item travels
  (``Act.SHARE``, made with :meth:`Ask.to_share`). Passing and telling aloud settle
  either like an answer does; :meth:`Record.done` is what "n of m ready" counts.
  What is asked once for each of many things may be passed on in one act (:func:`rest_passed`).
  The site looks each answer over with :func:`checked` before it stores it.
- **Moments**: a step belongs to the first time or to a return ("a" to "d"); the
  answers of all moments fold into one state, items keep their ids, and
  ``Record.revisions`` keeps what they were, for their author alone.
- **On my device**: an answer at ``ON_MY_DEVICE`` comes without words; it says that
  there is something, and is refused when words come with it.
- **Unnamed**: a list at ``COHORT_UNNAMED`` is shown through :func:`unnamed`, which
  shuffles and needs four authors. The projector never carries a place.
- **Keys** made with :func:`key_of` name a thing and not its author; put the words
  in, and changed words are another thing.
- **Surface**: an exercise that draws may fit its drawing to a phone and let a fact in
  it be picked (:meth:`Exercise.reveal_on`, :meth:`Exercise.mine_on`); else nothing to do.
- **Desk** is for the facilitator (counts, never whose); **paper** is what a sheet asks.
"""

from thousandfold_core.exercise.answers import Act, Answer, Harvested, WordsStayOnDevice
from thousandfold_core.exercise.asks import Ask, Door, Field, Option
from thousandfold_core.exercise.card import Card, Minutes, People, Step
from thousandfold_core.exercise.checking import checked
from thousandfold_core.exercise.keys import key_of
from thousandfold_core.exercise.plain import PlainExercise, State
from thousandfold_core.exercise.protocol import Exercise, Setting
from thousandfold_core.exercise.reach import Reach
from thousandfold_core.exercise.record import Record
from thousandfold_core.exercise.rest import rest_passed, rest_taken_up
from thousandfold_core.exercise.screen import WALL, Drawing, Items, Say, Screen, Shown, Surface
from thousandfold_core.exercise.unnamed import unnamed
from thousandfold_core.exercise.words import Words

__all__ = [
    "WALL",
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
    "Surface",
    "Words",
    "WordsStayOnDevice",
    "checked",
    "key_of",
    "rest_passed",
    "rest_taken_up",
    "unnamed",
]
