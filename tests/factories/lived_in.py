"""What lies about at a host where people have been at work, for tests that look at every page."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from factories.calls import SITE, make_nomination
from factories.hosts import AT
from factories.people import make_person
from factories.rooms import Round
from thousandfold.base.choices import JobState
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.models import Job
from thousandfold.campaigns.models import Platform
from thousandfold.campaigns.usecases import deciding, planks, platforms
from thousandfold.exercises import asking, codes
from thousandfold.exercises.choices import Mode, PlaceState
from thousandfold.exercises.models import Place
from thousandfold.exercises.usecases import paper, places, rooms, runs
from thousandfold.exercises.usecases.answers import Said
from thousandfold.people.models import Coalition
from thousandfold.people.usecases.principles import propose_principles
from thousandfold.power.usecases.bodies import follow_body, seat_person
from thousandfold.recruitment.models import Call, Nomination
from thousandfold.recruitment.usecases import imports
from thousandfold.recruitment.usecases.bulk import do_in_bulk
from thousandfold.recruitment.usecases.nominate import nominate_by_link
from thousandfold_core.exercise import Act

BODY = "san-jose-city-council-ca"
LIST = b"Name,Email,Town,Gender\nPhong Tran,phong@d.example,Gilroy,m\n,nobody@d.example,,\n"


def principles_and_seats(staff: Viewer, coalition: Coalition) -> None:
    """Principles that wait to be adopted, and somebody on a governing body."""
    text = "We listen first.\nWe say what we will do."
    propose_principles(viewer=staff, coalition=coalition, text=text, at=AT)
    follow_body(viewer=staff, key=BODY, at=AT)
    person = make_person(staff.host, "Dana Okafor")
    seat_person(viewer=staff, key=BODY, seat="3", person=person, since=date(2026, 1, 5), at=AT)


def nominations(staff: Viewer, call: Call) -> Nomination:
    """Several nominees, two of whom may be one person; one by the link, who has not answered."""
    for number, sector in enumerate(("faith", "community", "government", "union")):
        side = "inside" if sector == "government" else "outside"
        email = f"n{number}@d.example"
        make_nomination(call, f"Person {number}", sector=sector, side=side, email=email)
    make_nomination(call, "Ana Ruiz", email="ana@d.example", town="Gilroy")
    double = make_nomination(call, "Anna Ruiz", email="ana@d.example", state="sent")
    do_in_bulk(viewer=staff, call=call, action="confirm", rows=[double], at=AT)
    today = timezone.localdate()
    given = {"name": "Lan Nguyen", "email": "lan@d.example", "nominator_name": "Maria Soto"}
    return nominate_by_link(call=call, today=today, site=SITE, at=timezone.now(), **given)


def lists_brought(staff: Viewer, call: Call) -> None:
    """One spreadsheet that was read, and one that was imported with a row left out."""
    now = timezone.now()
    for name in ("one.csv", "two.csv"):
        given = {"data": LIST, "filename": name, "at": now}
        last = imports.upload_sheet(viewer=staff, call=call, **given)
    imports.apply_upload(viewer=staff, upload=last, seen=imports.fingerprint(call), at=now)


def longer_work(staff: Viewer, call: Call) -> None:
    """Work on the side that waits, that is done, and that could not be done."""
    for state in (JobState.WAITING, JobState.DONE, JobState.FAILED):
        Job.objects.create(
            host=call.host,
            account=staff.account,
            kind=imports.IMPORT,
            key=f"{state}:{call.pk}",
            language="en",
            state=state,
            asked_at=timezone.now(),
            queued_at=timezone.now(),
            problem="Somebody changed the list." if state == JobState.FAILED else "",
            came_from=f"/h/{call.host.slug}/recruit/{call.pk}/import/",
            leads_to=f"/h/{call.host.slug}/recruit/{call.pk}/" if state == JobState.DONE else "",
        )


def sits_with_phone(place: Place, token: str) -> str:
    """The place is held by the phone with this token."""
    place.device = codes.digest(token, "device")
    place.entered_at = AT
    place.save()
    return token


def sheet_typed_in(held: Round) -> Place:
    """A place on paper with one branch typed in, which waits for its author's yes."""
    [sheet] = places.lay_paper_places(viewer=held.leader, room=held.room, number=1, at=held.at)
    held.places.append(sheet)
    held.goes("branches")
    ask = held.asked(len(held.places) - 1)["branches"][0]
    paper.type_in(
        viewer=held.leader,
        run=held.run,
        place=sheet,
        step_id="branches",
        slug=asking.slug_of(ask),
        said=Said(Act.GIVE, body={"words": "room at the table"}),
        key="sheet",
        private=True,
        at=held.now(),
    )
    return sheet


def doors_open(held: Round) -> None:
    """The code of the room works now, and somebody waits at the door."""
    now = timezone.now()
    held.room = rooms.open_doors(viewer=held.leader, room=held.room, minutes=60, at=now)
    waiting = held.sits("Uma")
    waiting.state = PlaceState.WAITING
    sits_with_phone(waiting, "a-phone-at-the-door")


def alone_until_next_week(held: Round) -> None:
    """An exercise that is open to be done alone."""
    now = timezone.now()
    closes = now + timedelta(days=7)
    held.run = runs.start_run(
        viewer=held.leader,
        room=held.room,
        exercise="me-tree",
        at=now,
        mode=Mode.ALONE,
        alone_closes_at=closes,
    )


def words_for_planks(staff: Viewer, platform: Platform, at: datetime = AT) -> None:
    """Two candidates worded, one with a title; slips counted."""
    first, second, *_others = platform.planks.order_by("position")
    words = {"change_sought": "Every city contract pays a living wage by July."}
    for plank in (first, second):
        planks.word_plank(viewer=staff, plank=plank, based_on=plank.version, at=at, **words)
    deciding.record_approvals(
        viewer=staff, platform=platform, places=2, slips="1 2\n2\n-", hands={}, present=3, at=at
    )


def adopted_platform(staff: Viewer, held: Round, at: datetime = AT) -> Platform:
    """A platform that its cohort adopted, with one plank."""
    made = platforms.draft_platform(viewer=staff, cohort=held.cohort, title="Our streets", at=at)
    words = {"change_sought": "Shade at every bus stop."}
    plank = planks.add_plank(viewer=staff, platform=made, at=at, **words)
    deciding.adopt_platform(
        viewer=staff,
        platform=made,
        planks=[plank],
        adopted_on=at.date(),
        gradients={1: 3, 2: 1},
        at=at,
    )
    return made
