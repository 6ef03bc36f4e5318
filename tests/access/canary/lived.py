"""More rows for the made-up world: of every table at least one, and answers at every reach."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from access.canary.growing import grow
from access.world import Part, World
from factories.calls import make_nomination
from factories.hosts import AT
from factories.people import make_person
from factories.rooms import Round
from thousandfold.alumni.choices import ListingReach
from thousandfold.alumni.models import ListingConsent
from thousandfold.base.models import KeptPost, OncePost
from thousandfold.base.models.legal_hold import HeldThing, LegalHold
from thousandfold.base.scope import inside
from thousandfold.exercises.models import Run
from thousandfold.exercises.usecases import answers
from thousandfold.people.models import Adoption
from thousandfold.recruitment.models import Decision, Mark, ToldApart
from thousandfold.training.models import Attendance
from thousandfold_core.exercise import Act, Answer, Reach

#: So many nominees and people more at each part: lists are long, and there are canaries enough.
MORE = 45
#: Asks of the tree with what is written there first, and how far they may go.
ASKS = (
    ("roots", {"label": "x", "story": "x"}, Reach.COHORT_NAMED),
    ("trunk", {"what": "x", "taught": "x"}, Reach.GROUP),
    ("branches", {"words": "x"}, Reach.COHORT_NAMED),
    ("fruit", {"sentence": "x", "gains": "x"}, Reach.COHORT_NAMED),
)
STORED = (Reach.ONLY_ME, Reach.GROUP, Reach.COHORT_UNNAMED, Reach.COHORT_NAMED)


def live_in(world: World) -> None:
    """Add what the world has not."""
    for part in (world.ours, world.others, world.foreign):
        with inside(part.host):
            _selecting(part)
            _meeting(part)
            _answering(part.round, part.round.run)
            _answering(part.quiet, part.quiet.run)
    for looker in world.lookers.values():
        if looker.account:
            KeptPost.objects.create(account=looker.account, path="/", fields=[], at=AT)
    OncePost.objects.create(key="k", sender="s")
    _holding(world.others)
    grow(world.ours)


def _holding(part: Part) -> None:
    """Somebody's things must not be deleted."""
    hold = LegalHold.objects.create(host=part.host, reason="r", since=AT)
    person = part.spell.person_id
    HeldThing.objects.create(host=part.host, hold=hold, label="people.Person", key=str(person))


def _selecting(part: Part) -> None:
    host, call = part.host, part.call
    for number in range(MORE):
        make_nomination(call, f"More {number:03}", email=f"m{number}@d.example", sector="faith")
        make_person(host, f"More {number:03}", email=f"m{number}@d.example")
    first, second = part.pair
    ToldApart.objects.create(host=host, call=call, first=first, second=second, at=AT)
    for reviewer in call.reviewers.all():
        given = {"host": host, "nomination": part.confirmed, "kind": "scored", "points": 7}
        Mark.objects.create(reviewer=reviewer, note="n", marked_at=AT, **given)
    Decision.objects.create(
        host=host, cohort=part.cohort, composition=part.composition, reason="r", at=AT
    )


def _meeting(part: Part) -> None:
    host = part.host
    given = {"host": host, "day": part.day, "member": part.seated}
    Attendance.objects.create(mark="present", marked_at=AT, **given)
    principles = part.principles
    Adoption.objects.create(
        host=host,
        principles=principles,
        organisation=part.organisation,
        signer="s",
        adopted_on=AT.date(),
    )
    for entry, reach in zip(part.alumni[1:], ListingReach, strict=False):
        ListingConsent.objects.create(
            host=host, alumnus=entry, reach=reach, wording=1, language="en", at=AT
        )


def _answering(held: Round, run: Run) -> None:
    """Each place gives something of each kind, at each reach it may have."""
    for place in held.places[:2]:
        for ask, body, widest in ASKS:
            for reach in STORED:
                if reach <= widest:
                    _store(place, run, ask, body, reach)


def _store(place: Any, run: Run, ask: str, body: dict[str, str], reach: Reach) -> None:
    more = {"branches": ["branches-1"]} if ask == "fruit" else {}
    item = f"{ask}-{int(reach)}"
    at = AT + timedelta(minutes=5)
    answer = Answer(place.key, ask, Act.GIVE, item, body | more, reach)
    answers.store(run=run, place=place, answer=answer, key=f"{item}-{place.pk}", at=at)
