# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the room stores: answers, in order, encrypted, and nothing derived."""

from __future__ import annotations

from django.db import models

from thousandfold.base.keeping.closed import is_closed
from thousandfold.base.models import HostOwned
from thousandfold.base.privacy import P2, P3, P4
from thousandfold.base.secrets import SealedJSON
from thousandfold.exercises.choices import Capture
from thousandfold.exercises.models.place import Place
from thousandfold.exercises.models.run import Run


class StoredAnswer(HostOwned):
    """One act of one place (see ``thousandfold_core.exercise.Answer``).

    Whether it was a pass or words is inside the seal, so that nobody can list who
    passed. ``key`` makes an answer that arrives twice count once. What a scribe
    typed in from paper counts only once its author has ``confirmed`` it. ``phone`` is
    the hash of the token of the phone it came from, empty for paper.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="answers")
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="answers")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=80)
    ask = models.CharField(max_length=60)
    said = SealedJSON(owner="place_id")
    phone = models.CharField(max_length=64, blank=True)
    captured = models.CharField(max_length=8, choices=Capture.choices, default=Capture.SELF)
    confirmed = models.BooleanField(default=True)
    at = models.DateTimeField()

    class Privacy:
        run = P2
        place = P2
        number = P2
        key = P2
        ask = P3
        said = P4
        phone = P2
        captured = P2
        confirmed = P2
        at = P3

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="one_answer_of_a_number"),
            models.UniqueConstraint(fields=["run", "place", "key"], name="an_answer_counts_once"),
        ]

    def __str__(self) -> str:
        return f"answer {self.number}"

    @property
    def is_gone(self) -> bool:
        """True when its author's key is gone: it is no answer any more."""
        return is_closed(self.said)
