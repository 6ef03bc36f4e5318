"""The room's pages: who gets in, what they show, and what they never show."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factories.hosts import make_viewer
from factories.rooms import Round
from thousandfold.base.choices import RoleKind
from thousandfold.base.models import OncePost
from thousandfold.exercises import codes
from thousandfold.exercises.links import confirm_link, link_for
from thousandfold.exercises.models import Place, Room, StoredAnswer
from thousandfold.exercises.playing import state_of
from thousandfold.exercises.usecases import rooms, stepping
from thousandfold_core.exercise import Act, Reach

SECRET = "zanahoria-secreta"


@pytest.fixture
def leader_client(round_: Round) -> Client:
    client = Client()
    client.force_login(round_.leader.account)
    return client


def sitting_at(round_: Round, who: int) -> Client:
    """A phone that holds this place."""
    token = f"token-{who}"
    Place.objects.filter(pk=round_.places[who].pk).update(
        device=codes.digest(token, "device"), entered_at=round_.at
    )
    client = Client()
    client.cookies["place"] = token
    return client


def at(client: Client, address: str = "/room/", *, secure: bool = True, **query: str):
    return client.get(address, query, secure=secure)


def text(response) -> str:
    return response.content.decode()


def fields_of(page: str) -> dict[str, str]:
    """The hidden fields of the page's prompt, as a browser would send them."""
    form = page[page.index('name="run"') - 400 :]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    wanted = ("once", "run", "step", "at", "door", "item", "for")
    return {name: value for name, value in reversed(found) if name in wanted}


def send(client: Client, page: str, *, secure: bool = True, **values):
    data = {**fields_of(page), "answer": "send", **values}
    return client.post("/room/", data, secure=secure)


def room_url(round_: Round) -> str:
    return reverse("exercises:cohort-room", args=[round_.host.slug, round_.cohort.id])


def run_url(round_: Round, name: str = "run", *more) -> str:
    return reverse(
        f"exercises:{name}", args=[round_.host.slug, round_.cohort.id, round_.run.pk, *more]
    )


class TestComingIn:
    def come(self, round_, client, name="Noor"):
        room = rooms.open_doors(viewer=round_.leader, room=round_.room, minutes=60, at=_now())
        reply = client.post("/join/", {"code": room.code.lower()})
        assert reply.status_code == 302
        return client.post(reply["Location"], {"called": name})

    def test_a_code_and_a_name_lead_to_the_waiting_room(self, round_):
        client = Client()
        assert self.come(round_, client)["Location"] == "/room/waiting/"
        page = client.get("/room/waiting/")
        assert "Welcome, Noor" in text(page)

    def test_the_phone_holds_a_token_that_the_table_does_not(self, round_):
        client = Client()
        self.come(round_, client)
        token = client.cookies["place"].value
        assert not Place.objects.filter(device=token).exists()
        assert client.cookies["place"]["httponly"]

    def test_a_wrong_code_gets_a_sentence(self, round_):
        reply = Client().post("/join/", {"code": "QQQQQQ"})
        assert reply.status_code == 422
        assert "No room answers to this code now" in text(reply)

    def test_a_forged_forwarding_header_buys_no_more_guesses(self, round_):
        from thousandfold.exercises.models import WrongCode

        for number in range(3):
            forged = {"x-forwarded-for": f"10.1.1.{number}"}
            Client().post("/join/", {"code": "QQQQQQ"}, headers=forged)
        assert WrongCode.objects.values("address").distinct().count() == 1

    def test_an_old_qr_leads_to_the_code_page_with_a_sentence(self, round_):
        reply = Client().get("/join/QQQQQQ/", follow=True)
        assert "No room answers to this code now" in text(reply)

    def test_a_full_room_gets_a_sentence(self, round_):
        for number in range(56):
            round_.sits(f"n{number}")
        assert "All 60 places" in text(self.come(round_, Client()))

    def test_a_returning_phone_goes_straight_to_the_room(self, round_):
        client = Client()
        self.come(round_, client)
        room = Room.objects.get()
        assert client.get(f"/join/{room.code}/")["Location"] == "/room/"

    def test_without_a_place_the_room_leads_to_the_door(self, round_):
        assert Client().get("/room/")["Location"] == "/join/"

    def test_a_personal_link_brings_a_member_in_only_when_they_press(self, round_):
        from factories.cohorts import make_member
        from factories.people import make_person

        member = make_member(round_.cohort, make_person(round_.host, "Mina Cruz"))
        rooms.open_doors(viewer=round_.leader, room=round_.room, minutes=60, at=_now())
        client = Client()
        assert client.get(link_for(member)).status_code == 200
        assert not Place.objects.filter(member=member).exists()
        client.post(link_for(member))
        assert Place.objects.filter(member=member).count() == 1

    def test_a_forged_link_finds_nothing(self, db):
        assert Client().get("/room/with/forged/").status_code == 404

    def test_another_persons_phone_gets_the_place_by_its_way_back(self, round_):
        client = sitting_at(round_, 0)
        page = text(client.post("/room/way-back/", {"answer": "leave"}))
        way = re.search(r'spoken-code">([^<]+)<', page).group(1)
        assert client.get("/room/")["Location"] == "/join/"
        other = Client()
        other.post("/join/back/", {"way_back": way})
        assert other.get("/room/").status_code == 200


def _now():
    from django.utils import timezone

    return timezone.now()


class TestOnThePhone:
    def test_a_deep_prompt_is_preceded_by_its_card(self, round_):
        round_.starts(step="roots")
        page = text(at(sitting_at(round_, 0)))
        assert "The lighter way" in page
        assert "Only you." in page
        assert 'name="f_label"' not in page

    def test_passing_at_the_card_completes_the_step(self, round_):
        round_.starts(step="roots")
        client = sitting_at(round_, 0)
        send(client, text(at(client)), answer="pass")
        assert "That is all for now" in text(at(client))

    def test_words_are_kept_and_shown_to_their_author(self, round_):
        round_.starts(step="branches")
        client = sitting_at(round_, 0)
        send(client, text(at(client)), f_words=SECRET)
        page = text(at(client))
        assert StoredAnswer.objects.count() == 1
        assert "That is all for now" in page

    def test_after_the_first_item_another_is_offered_with_the_first_above(self, round_):
        round_.starts(step="branches")
        client = sitting_at(round_, 0)
        reply = send(client, text(at(client)), f_words=SECRET)
        page = text(client.get(reply["Location"], secure=True))
        assert SECRET in page
        assert "Add" in page
        assert "Go on" in page

    def test_the_same_page_sent_twice_counts_once(self, round_):
        round_.starts(step="branches")
        client = sitting_at(round_, 0)
        page = text(at(client))
        first, second = (send(client, page, f_words="care") for _ in range(2))
        assert first["Location"] == second["Location"]
        assert StoredAnswer.objects.count() == 1

    def test_a_page_sent_again_after_its_prompt_is_gone_leads_on_without_complaint(self, round_):
        round_.starts(step="branches")
        client = sitting_at(round_, 0)
        page = text(at(client))
        send(client, page, f_words="care")
        reply = send(client, page, f_words="care", at="gone")
        assert reply["Location"] == "/room/"
        assert "not asked" not in text(client.get("/room/", secure=True))
        assert StoredAnswer.objects.count() == 1

    def test_an_answer_is_one_write(self, round_):
        round_.starts(step="branches")
        client = sitting_at(round_, 0)
        page = text(at(client))
        with CaptureQueriesContext(connection) as queries:
            send(client, page, f_words="care")
        writes = [one["sql"].split()[0] for one in queries if not one["sql"].startswith("SELECT")]
        assert writes.count("INSERT") == 1
        assert not OncePost.objects.exists()

    def test_what_was_typed_is_still_there_when_it_does_not_fit(self, round_):
        round_.starts(step="branches")
        client = sitting_at(round_, 0)
        reply = send(client, text(at(client)), f_words="w" * 121)
        assert reply.status_code == 422
        assert "w" * 121 in text(reply)
        assert "takes up to 120" in text(reply)

    def test_who_will_see_it_is_said_by_number(self, round_):
        round_.starts("closing", step="plus-delta")
        page = text(at(sitting_at(round_, 0)))
        assert "The 4 people of this cohort and 1 facilitator." in page

    def test_sharing_is_one_page_on_which_nothing_is_raised(self, round_):
        round_.starts(step="branches").gives(0, "branches", words="care")
        round_.goes("share")
        client = sitting_at(round_, 0)
        page = text(at(client))
        assert '<option value="only_me" selected>' in page
        send(client, page)
        assert round_.left(Reach.GROUP) == []

    def test_what_is_let_out_at_sharing_leaves(self, round_):
        round_.starts(step="branches").gives(0, "branches", words="care")
        round_.goes("share")
        client = sitting_at(round_, 0)
        page = text(at(client))
        name = re.search(r'name="(reach_[0-9a-f]+)"', page).group(1)
        send(client, page, **{name: "cohort_unnamed"})
        assert round_.left() == ["care"]

    def test_a_group_step_says_with_whom(self, round_):
        round_.starts(step="triads")
        page = text(at(sitting_at(round_, 0)))
        table = state_of(round_.run).setting.table_of(round_.places[0].key)
        assert table
        assert all(one.called in page for one in round_.places if one.key in table)
        assert "Equal time for each" in page

    def test_an_earlier_step_can_still_be_opened_and_answered(self, round_):
        round_.starts(step="branches").goes("fruit")
        client = sitting_at(round_, 0)
        page = text(at(client, step="branches"))
        send(client, page, f_words="late but welcome")
        assert round_.left(Reach.ONLY_ME) == ["late but welcome"]

    def test_a_phone_left_at_an_old_prompt_follows_the_room(self, round_):
        round_.starts(step="branches")
        client = sitting_at(round_, 0)
        left_at = send(client, text(at(client)), f_words="care")["Location"]
        round_.goes("fruit")
        assert "Name a fruit" in text(client.get(left_at, secure=True))

    def test_an_earlier_step_that_is_done_leads_back_to_the_room(self, round_):
        round_.starts(step="branches").gives(0, "branches", words="care")
        round_.goes("fruit")
        page = text(at(sitting_at(round_, 0), step="branches"))
        assert "Name a fruit" in page

    def test_the_own_tree_grows_on_the_phone_of_its_author_alone(self, round_):
        round_.starts(step="branches").gives(0, "branches", words=SECRET)
        round_.gives(1, "branches", words="care")
        assert SECRET in text(at(sitting_at(round_, 0)))
        assert SECRET not in text(at(sitting_at(round_, 1)))

    def test_a_post_to_a_closed_run_keeps_the_words_on_the_phone(self, round_):
        round_.starts(step="branches")
        client = sitting_at(round_, 0)
        page = text(at(client))
        round_.closes()
        reply = client.post(
            "/room/",
            {**fields_of(page), "answer": "send", "f_words": "x"},
            secure=True,
            follow=True,
        )
        assert "still on your phone" in text(reply)

    def test_one_tap_raises_the_hand_and_leaves_no_trail(self, round_):
        from thousandfold.base.models import TrailEntry

        before = TrailEntry.objects.count()
        sitting_at(round_, 0).post("/room/hand/", {})
        assert Place.objects.get(pk=round_.places[0].pk).hand_up_at is not None
        assert TrailEntry.objects.count() == before

    def test_the_room_speaks_spanish(self, round_):
        round_.starts(step="branches")
        client = sitting_at(round_, 0)
        page = text(client.get("/room/", secure=True, headers={"accept-language": "es"}))
        assert "un valor al que te aferras" in page

    def test_alone_the_same_pages_are_walked_at_ones_own_step(self, round_):
        from thousandfold.exercises.choices import Mode

        round_.starts("me-tree", mode=Mode.ALONE)
        client = sitting_at(round_, 0)
        assert f"/room/alone/{round_.run.pk}/" in text(at(client))
        address = f"/room/alone/{round_.run.pk}/"
        page = text(at(client, address, step="fruit"))
        data = {**fields_of(page), "answer": "send", "f_sentence": "shade"}
        client.post(address, data, secure=True)
        assert round_.left(Reach.ONLY_ME) == ["shade"]


class TestOverAnOpenLine:
    def test_the_page_keeps_words_on_the_phone_and_says_so(self, round_):
        round_.starts(step="branches")
        page = text(at(sitting_at(round_, 0), secure=False))
        assert "Stays on this phone." in page
        assert 'name="f_words"' not in page
        assert "data-on-my-device" in page
        assert "Use paper" in page

    def test_words_for_oneself_are_a_403_with_its_reason_and_nothing_is_stored(self, round_):
        round_.starts(step="branches")
        client = sitting_at(round_, 0)
        page = text(at(client, secure=False))
        reply = send(client, page, secure=False, f_words=SECRET)
        assert reply.status_code == 403
        assert "network is not private" in text(reply)
        assert not StoredAnswer.objects.exists()

    def test_that_something_is_kept_is_taken(self, round_):
        round_.starts(step="branches")
        client = sitting_at(round_, 0)
        send(client, text(at(client, secure=False)), secure=False)
        assert "That is all for now" in text(at(client, secure=False))

    def test_words_for_others_are_taken_once_their_author_chose_who(self, round_):
        round_.starts(step="branches")
        client = sitting_at(round_, 0)
        page = text(at(client, secure=False))
        others = text(
            at(client, secure=False, door="1", at=fields_of(page)["at"], **{"for": "others"})
        )
        assert 'value="only_me"' not in others
        assert " checked" not in others
        send(client, others, secure=False, f_words="care", reach="cohort_unnamed")
        assert round_.left() == ["care"]

    def test_a_ballot_is_counted(self, round_):
        round_.starts(step="fruit")
        for who in range(4):
            round_.lets_out(who, "fruit", f"shade {who}", Reach.COHORT_UNNAMED)
        round_.closes().starts("forest", step="ballots")
        client = sitting_at(round_, 0)
        page = text(at(client, secure=False))
        assert "Only counted." in page
        assert 'name="f_words"' not in page
        send(client, page, secure=False, f_vote="agree", f_leaves_out="no")
        assert len(list(state_of(round_.run).record.items("ballot"))) == 1

    @pytest.mark.parametrize(
        "address",
        ["/room/", "/room/mine/", "/room/mine/{run}/keepsake/", "/room/mine/{run}/keepsake.txt"],
    )
    def test_own_private_words_do_not_come_back_over_it(self, round_, address):
        round_.starts(step="branches").gives(0, "branches", words=SECRET)
        client = sitting_at(round_, 0)
        address = address.format(run=round_.run.pk)
        for query in ({}, {"step": "branches"}):
            assert SECRET not in text(at(client, address, secure=False, **query))
        if address != "/room/":
            assert SECRET in text(at(client, address))

    def test_every_way_of_posting_words_for_oneself_is_refused(self, round_):
        """SE-2: every prompt of every exercise, at every step."""
        refused = 0
        for name in ("object-share", "me-tree", "closing"):
            round_.starts(name)
            for step in state_of(round_.run).exercise.steps_at("first"):
                round_.goes(step.id)
                for ask in [one for found in round_.asked(0).values() for one in found]:
                    if ask.act is Act.SHARE or ask.reach.leaves_the_author:
                        continue
                    refused += self._refused(round_, step, ask)
            round_.closes()
        assert refused >= 9
        assert not StoredAnswer.objects.exists()

    def _refused(self, round_, step, ask) -> int:
        from thousandfold.exercises import asking

        words = {f"f_{one.id}": SECRET for one in ask.fields if one.kind in ("line", "text")}
        if not words:
            return 0
        data = {"run": round_.run.pk, "step": step.id, "at": asking.slug_of(ask), "door": "1"}
        client = sitting_at(round_, 0)
        for extra in ({}, {"reach": "only_me", "for": "others"}, {"reach": "on_my_device"}):
            reply = client.post("/room/", {**data, "answer": "send", **words, **extra})
            assert reply.status_code == 403, (ask.id, extra)
        return 1


class TestNothingLeaks:
    def planted(self, round_):
        """Ana keeps a secret in every part of her tree; everybody else lets things out."""
        round_.starts(step="roots")
        round_.gives(0, "roots", label=SECRET, story=SECRET)
        round_.goes("branches").gives(0, "branches", words=SECRET)
        round_.goes("fruit").gives(0, "fruit", sentence=SECRET, gains=SECRET)
        for who in (1, 2, 3):
            round_.lets_out(who, "fruit", f"shade {who}", Reach.COHORT_NAMED)
        return round_

    def test_no_page_of_anybody_else_shows_what_is_for_its_author_alone(
        self, round_, leader_client, staff_client
    ):
        self.planted(round_)
        for name in ("me-tree", "forest"):
            if name == "forest":
                round_.closes().starts("forest")
            for step in state_of(round_.run).exercise.steps_at("first"):
                round_.goes(step.id)
                if step.phase == "revealed":
                    round_.run = stepping.reveal(
                        viewer=round_.leader, run=round_.run, based_on=None, at=round_.now()
                    )
                for client in (leader_client, staff_client):
                    assert SECRET not in text(client.get(run_url(round_), secure=True))
                assert SECRET not in text(at(Client(), f"/screen/{round_.room.screen_token}/"))
                assert SECRET not in text(at(sitting_at(round_, 1)))
        for client in (leader_client, staff_client):
            for address in (room_url(round_), run_url(round_, "paper"), run_url(round_, "sheets")):
                assert SECRET not in text(client.get(address, secure=True))
        assert SECRET not in text(at(sitting_at(round_, 1), "/room/mine/"))
        assert SECRET in text(at(sitting_at(round_, 0), "/room/mine/"))

    def test_the_stored_row_is_unreadable(self, round_):
        self.planted(round_)
        with connection.cursor() as cursor:
            cursor.execute("SELECT said FROM exercises_storedanswer")
            rows = [row[0] for row in cursor.fetchall()]
        assert rows
        assert not any(SECRET in row for row in rows)

    def test_no_page_tells_who_passed(self, round_, leader_client):
        round_.starts(step="roots")
        round_.does(0, "roots", Act.PASS)
        passed = text(leader_client.get(run_url(round_)))
        StoredAnswer.objects.all().delete()
        round_.gives(0, "roots", label="hall")
        wrote = text(leader_client.get(run_url(round_)))
        assert _without_tokens(passed) == _without_tokens(wrote)

    def test_the_wall_shows_no_item_before_the_reveal(self, round_):
        round_.starts(step="fruit")
        for who in range(4):
            round_.lets_out(who, "fruit", f"shade {who}", Reach.COHORT_NAMED)
        round_.closes().starts("forest")
        wall = f"/screen/{round_.room.screen_token}/"
        assert "shade 1" not in text(at(Client(), wall))
        round_.run = stepping.reveal(
            viewer=round_.leader, run=round_.run, based_on=None, at=round_.now()
        )
        assert "shade 1" in text(at(Client(), wall))
        stepping.hide_screens(viewer=round_.leader, run=round_.run, at=round_.now())
        assert "shade 1" not in text(at(Client(), wall))

    def test_the_wall_names_nobody(self, round_):
        round_.starts(step="roots")
        page = text(at(Client(), f"/screen/{round_.room.screen_token}/"))
        assert "0 of 4 ready" in page
        assert not any(one.called in page for one in round_.places)


def _without_tokens(page: str) -> str:
    page = re.sub(r'value="[A-Za-z0-9_-]{20,}"', "", page)
    page = re.sub(r'data-(now|live-version)="[^"]*"', "", page)
    page = re.sub(r"/live/[^/]+/", "/live/", page)
    return re.sub(r'name="once"[^>]*>|name="csrf[^>]*>', "", page)


class TestMine:
    def test_lowering_takes_effect_and_says_so(self, round_):
        round_.starts(step="branches")
        round_.lets_out(0, "branches", "care", Reach.COHORT_NAMED)
        item = next(state_of(round_.run).record.items("branches")).item
        data = {"run": round_.run.pk, "ask": "branches", "subject": "", "item": item}
        client = sitting_at(round_, 0)
        page = client.post(
            "/room/mine/", {**data, "answer": "reach", "reach": "only_me"}, follow=True, secure=True
        )
        assert "Every screen follows" in text(page)
        assert round_.left() == []

    def test_taking_back_works_after_the_run_is_closed(self, round_):
        round_.starts(step="branches")
        round_.lets_out(0, "branches", "care", Reach.COHORT_NAMED)
        item = next(state_of(round_.run).record.items("branches")).item
        round_.closes()
        data = {"run": round_.run.pk, "ask": "branches", "item": item, "answer": "withdraw"}
        sitting_at(round_, 0).post("/room/mine/", data, secure=True)
        assert round_.left(Reach.ONLY_ME) == []

    def test_somebody_elses_item_cannot_be_changed(self, round_):
        round_.starts(step="branches")
        round_.lets_out(0, "branches", "care", Reach.COHORT_NAMED)
        item = next(state_of(round_.run).record.items("branches")).item
        data = {"run": round_.run.pk, "ask": "branches", "item": item, "answer": "withdraw"}
        page = sitting_at(round_, 1).post("/room/mine/", data, secure=True, follow=True)
        assert "not there any more" in text(page)
        assert round_.left(Reach.COHORT_NAMED) == ["care"]

    def test_the_keepsake_is_a_drawing_a_page_and_words(self, round_):
        round_.starts(step="branches").gives(0, "branches", words="nobody eats alone 🌻 Đặng")
        client = sitting_at(round_, 0)
        base = f"/room/mine/{round_.run.pk}/keepsake"
        svg = at(client, f"{base}.svg")
        assert svg["Content-Type"] == "image/svg+xml"
        assert "nobody eats alone" in text(svg)
        assert at(client, f"{base}.pdf", name="Ana").content.startswith(b"%PDF")
        assert "nobody eats alone 🌻 Đặng" in text(at(client, f"{base}.txt"))

    def test_a_keepsake_of_another_room_is_not_found(self, round_):
        from uuid import uuid4

        assert at(sitting_at(round_, 0), f"/room/mine/{uuid4()}/keepsake/").status_code == 404


class TestLeadingPages:
    def test_rooms_cost_the_same_for_one_and_three(self, round_, staff, staff_client, here):
        from factories.rooms import make_cohort

        address = reverse("exercises:rooms", args=[round_.host.slug])
        one = queries_of(staff_client, address)
        for number in range(2):
            cohort = make_cohort(here, f"C{number}")
            rooms.open_room(viewer=staff, cohort=cohort, at=round_.now())
        assert queries_of(staff_client, address) == one <= 12

    def test_a_console_costs_the_same_for_four_and_twenty_places(self, round_, leader_client):
        round_.starts(step="roots")
        four = queries_of(leader_client, run_url(round_))
        for number in range(16):
            round_.sits(f"n{number}")
        assert queries_of(leader_client, run_url(round_)) == four <= 24

    def test_a_phones_page_costs_the_same_for_one_answer_and_many(self, round_):
        round_.starts(step="branches").gives(0, "branches", words="care")
        client = sitting_at(round_, 0)
        one = queries_of(client, "/room/")
        for number in range(12):
            round_.gives(number % 4, "branches", words=f"value {number}")
        assert queries_of(client, "/room/") == one <= 16

    def test_a_cohort_page_offers_what_is_installed(self, round_, leader_client):
        page = text(leader_client.get(room_url(round_)))
        for title in ("Object share", "Me-Tree", "The forest", "Closing circle"):
            assert title in page

    def test_returns_are_offered_and_listed_in_words(self, round_, leader_client):
        page = text(leader_client.get(room_url(round_)))
        order = ["The first time", "Return A: after the forest", "Return D: a year later"]
        assert sorted(order, key=page.index) == order
        round_.starts(step="branches").closes().starts(moment="a")
        assert page.count(order[1]) + 1 == text(leader_client.get(room_url(round_))).count(order[1])

    def test_a_run_is_led_by_posts(self, round_, leader_client):
        reply = leader_client.post(room_url(round_), {"act": "start", "exercise": "me-tree"})
        console = reply["Location"]
        leader_client.post(f"{console}move/", {"move": "step", "step": "roots", "moves": "1"})
        assert "Next: Trunk" in text(leader_client.get(console))

    def test_the_second_facilitator_sees_what_the_first_did(
        self, round_, leader_client, staff_client
    ):
        round_.starts()
        move = {"move": "step", "step": "roots", "moves": "1"}
        staff_client.post(run_url(round_, "move"), move)
        reply = leader_client.post(run_url(round_, "move"), {**move, "step": "trunk"}, follow=True)
        assert "staff moved first: went to a step: Roots" in text(reply)

    @pytest.mark.parametrize("name", ["run", "paper", "sheets"])
    def test_a_member_without_the_role_is_refused(self, round_, name):
        round_.starts()
        client = Client()
        client.force_login(make_viewer(round_.host, RoleKind.COMMITTEE).account)
        assert client.get(run_url(round_, name)).status_code == 403

    def test_another_hosts_room_is_not_found(self, round_, other_host):
        client = Client()
        client.force_login(make_viewer(other_host, RoleKind.STAFF).account)
        assert client.get(room_url(round_)).status_code == 404
        address = reverse("exercises:cohort-room", args=[other_host.slug, round_.cohort.id])
        assert client.get(address).status_code == 404

    def test_sheets_carry_codes_and_no_names(self, round_, leader_client):
        from thousandfold.exercises.usecases import places

        round_.starts()
        made = places.lay_paper_places(
            viewer=round_.leader, room=round_.room, number=1, at=round_.at
        )
        page = text(leader_client.get(run_url(round_, "sheets")))
        assert made[0].paper_code in page
        assert page.count('<section class="sheet">') == 5
        assert not any(one.called in page for one in round_.places)

    def test_large_print_is_one_choice(self, round_, leader_client):
        round_.starts()
        assert "large-print" in text(leader_client.get(run_url(round_, "sheets"), {"large": "yes"}))

    def test_typing_in_needs_a_private_line(self, round_, leader_client):
        from thousandfold.exercises.usecases import places

        round_.starts()
        sheet = places.lay_paper_places(
            viewer=round_.leader, room=round_.room, number=1, at=round_.at
        )[0]
        address = run_url(round_, "type-in", sheet.pk)
        assert leader_client.get(address).status_code == 403
        assert leader_client.get(address, secure=True).status_code == 200
        assert leader_client.get(address, headers={"host": "localhost"}).status_code == 200

    def test_the_author_confirms_on_the_link(self, round_, leader_client):
        from thousandfold.exercises import asking
        from thousandfold.exercises.usecases import places

        sheet = places.lay_paper_places(
            viewer=round_.leader, room=round_.room, number=1, at=round_.at
        )[0]
        round_.places.append(sheet)
        round_.starts(step="branches")
        slug = asking.slug_of(round_.asked(4)["branches"][0])
        leader_client.post(
            run_url(round_, "type-in", sheet.pk),
            {"step": "branches", "at": slug, "answer": "send", "f_words": "care"},
            secure=True,
        )
        link = confirm_link(round_.run, sheet)
        author = Client()
        assert author.get(link).status_code == 403
        page = text(author.get(link, secure=True))
        assert "care" in page
        assert round_.left(Reach.ONLY_ME) == []
        name = re.search(r'name="(reach_[0-9a-f]+)"', page).group(1)
        author.post(link, {name: "cohort_named"}, secure=True)
        assert round_.left() == ["care"]
        author.post(link, {"act": "hold"}, secure=True)
        assert "care" in text(author.get("/room/mine/", secure=True))


def queries_of(client: Client, address: str) -> int:
    """How many queries the page costs, the second time it is opened."""
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


class TestLive:
    def test_the_version_answers_with_an_etag_and_304(self, round_):
        from thousandfold.exercises.live import token_of_room

        address = f"/live/{token_of_room(round_.room)}/version"
        first = Client().get(address)
        again = Client().get(address, headers={"if-none-match": first["ETag"]})
        assert first["ETag"] == f'"{text(first)}"'
        assert again.status_code == 304

    def test_a_forged_token_finds_nothing(self, db):
        assert Client().get("/live/forged/version").status_code == 404

    def test_a_counting_screen_hears_of_answers_and_a_phone_does_not(self, round_):
        from thousandfold.exercises.live import token_of_room

        round_.starts(step="roots")
        quiet, counting = (
            f"/live/{token_of_room(round_.room, counting=one)}/version" for one in (False, True)
        )
        before = [text(Client().get(one)) for one in (quiet, counting)]
        round_.gives(0, "roots", label="hall")
        after = [text(Client().get(one)) for one in (quiet, counting)]
        assert before[0] == after[0]
        assert before[1] != after[1]


class TestToday:
    def test_who_leads_hears_that_somebody_waits(self, round_, leader_client):
        from thousandfold.exercises.choices import PlaceState

        Place.objects.filter(pk=round_.places[0].pk).update(state=PlaceState.WAITING)
        page = text(leader_client.get(reverse("pages:today", args=[round_.host.slug])))
        assert "Somebody waits at the door of Cohort 7" in page

    def test_a_member_hears_what_is_open_to_do_alone(self, round_):
        from factories.cohorts import make_member
        from factories.people import make_person
        from thousandfold.exercises.choices import Mode

        viewer = make_viewer(round_.host, RoleKind.MEMBER, subject=round_.cohort.id)
        person = make_person(round_.host, account=viewer.account)
        make_member(round_.cohort, person, account=viewer.account)
        round_.starts("me-tree", mode=Mode.ALONE)
        client = Client()
        client.force_login(viewer.account)
        page = text(client.get(reverse("pages:today", args=[round_.host.slug])))
        entry = reverse("exercises:member-entry", args=[round_.room.id])
        assert entry in page
        client.post(entry)
        assert "To do in your own time" in text(client.get("/room/"))


class TestAddresses:
    @pytest.fixture(autouse=True)
    def _served_to_the_room(self, monkeypatch):
        from thousandfold.base import site

        monkeypatch.setattr(site, "_served", ("http", "0.0.0.0", 8000))

    @pytest.mark.parametrize(
        ("host", "said"),
        [
            ("localhost:8000", "http://192.168.1.7:8000/join/"),
            ("127.0.0.1:8000", "http://192.168.1.7:8000/join/"),
            ("192.168.1.9:8000", "http://192.168.1.9:8000/join/"),
            ("room.example.org", "http://room.example.org/join/"),
        ],
    )
    def test_the_wall_gives_an_address_that_phones_can_reach(self, rf, monkeypatch, host, said):
        from thousandfold.base import site

        monkeypatch.setattr(site, "network_address", lambda: "192.168.1.7")
        request = rf.get("/screen/x/", headers={"host": host})
        assert site.reachable(request, "/join/") == said

    def test_a_server_that_only_the_laptop_reaches_says_so(self, rf, monkeypatch):
        from thousandfold.base import site

        monkeypatch.setattr(site, "_served", ("http", "127.0.0.1", 8000))
        monkeypatch.setattr(site, "network_address", lambda: "192.168.1.7")
        request = rf.get("/", headers={"host": "localhost:8000"})
        assert site.reachable(request, "/join/") == "http://localhost:8000/join/"

    def test_without_a_network_the_laptops_own_address_stands(self, rf, monkeypatch):
        from thousandfold.base import site

        monkeypatch.setattr(site, "network_address", lambda: "")
        request = rf.get("/", headers={"host": "localhost:8000"})
        assert site.reachable(request, "/join/") == "http://localhost:8000/join/"
