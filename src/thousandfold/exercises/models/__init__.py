# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables of the room."""

from thousandfold.exercises.models.answer import StoredAnswer
from thousandfold.exercises.models.place import Place
from thousandfold.exercises.models.room import Room
from thousandfold.exercises.models.run import Run, RunEvent
from thousandfold.exercises.models.wrong_code import WrongCode

__all__ = ["Place", "Room", "Run", "RunEvent", "StoredAnswer", "WrongCode"]
