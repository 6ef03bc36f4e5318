"""The outbox: nothing leaves unseen."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from factories.hosts import AT, make_host, make_viewer
from thousandfold.base.choices import RoleKind
from thousandfold.base.doorway.editing import ChangedMeanwhile
from thousandfold.base.models import Message
from thousandfold.base.permissions import NotAllowed
from thousandfold.base.scope import inside
from thousandfold.base.usecases.messages import (
    MessageNotDraft,
    change_message,
    discard_message,
    draft_message,
    send_message,
)


def draft(host, to="ana@example.org", subject="Your place"):
    return draft_message(host=host, to=to, subject=subject, body="Come along.", at=AT)


@pytest.fixture
def three(host):
    """Three drafts."""
    with inside(host):
        return [draft(host, f"p{number}@example.org") for number in range(3)]


def states(host):
    with inside(host):
        return sorted(Message.objects.values_list("state", flat=True))


def act(client, host, **post):
    return client.post(f"/h/{host.slug}/outbox/act/", post)


def test_a_draft_stays_until_it_is_sent(here):
    draft(here)
    assert mail.outbox == []


def test_a_message_is_sent_once(here, staff):
    message = draft(here)
    send_message(viewer=staff, message=message, at=AT)
    with pytest.raises(MessageNotDraft):
        send_message(viewer=staff, message=message, at=AT)
    assert len(mail.outbox) == 1


def test_a_subject_over_two_lines_becomes_one(here):
    assert (
        draft(here, subject="Hello\nBcc: all@example.org").subject == "Hello Bcc: all@example.org"
    )


def test_members_may_not_send(here, host):
    member = make_viewer(host, RoleKind.MEMBER)
    with pytest.raises(NotAllowed):
        send_message(viewer=member, message=draft(here), at=AT)


def test_a_mail_server_that_refuses_leaves_the_message_to_send_again(here, staff, monkeypatch):
    def refuse(self):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    message = send_message(viewer=staff, message=draft(here), at=AT)
    assert (message.state, message.problem) == ("failed", "ConnectionRefusedError")
    monkeypatch.undo()
    message = send_message(viewer=staff, message=message, at=AT)
    assert (message.state, message.problem) == ("sent", "")


def test_nothing_leaves_a_demo_region(db):
    host = make_host("demo-land", is_demo=True)
    with inside(host):
        message = draft(host)
        sent = send_message(viewer=make_viewer(host, RoleKind.STAFF), message=message, at=AT)
    assert (sent.state, mail.outbox) == ("sent", [])


def test_a_draft_is_changed(here, staff):
    message = draft(here)
    was = (message.subject, message.body)
    saved = change_message(
        viewer=staff, message=message, was=was, subject="New", body="Words", at=AT
    )
    assert (saved.subject, saved.body) == ("New", "Words")


def test_a_draft_changed_meanwhile_keeps_both_texts(here, staff):
    message = draft(here)
    was = (message.subject, message.body)
    change_message(viewer=staff, message=message, was=was, subject="First", body=was[1], at=AT)
    with pytest.raises(ChangedMeanwhile) as refused:
        change_message(viewer=staff, message=message, was=was, subject="Second", body=was[1], at=AT)
    assert refused.value.params["theirs"] == {"subject": "First"}
    assert refused.value.params["yours"] == {"subject": "Second"}


def test_a_sent_message_cannot_be_changed(here, staff):
    message = send_message(viewer=staff, message=draft(here), at=AT)
    with pytest.raises(MessageNotDraft):
        change_message(
            viewer=staff,
            message=message,
            was=(message.subject, message.body),
            subject="New",
            body="Words",
            at=AT,
        )


def test_a_discarded_message_cannot_be_sent(here, staff):
    message = discard_message(viewer=staff, message=draft(here), at=AT)
    with pytest.raises(MessageNotDraft):
        send_message(viewer=staff, message=message, at=AT)


def test_sending_many_says_how_many_first(staff_client, host, three):
    answer = act(staff_client, host, action="send", row=[str(three[0].pk), str(three[1].pk)])
    assert "This sends 2 messages" in answer.content.decode()
    assert mail.outbox == []


def test_sending_many_with_a_yes_sends_those(staff_client, host, three):
    act(staff_client, host, action="send", yes="yes", row=[str(three[0].pk), str(three[1].pk)])
    assert states(host) == ["draft", "sent", "sent"]


def test_all_drafts_are_shown_before_they_are_sent(staff_client, host, three):
    answer = act(staff_client, host, all="drafts", action="send")
    assert len(answer.context["chosen"]) == 3


def test_what_was_sent_before_is_left_alone_and_counted(staff_client, staff, host, three):
    with inside(host):
        send_message(viewer=staff, message=three[0], at=AT)
    answer = act(staff_client, host, action="send", row=[str(one.pk) for one in three])
    assert (len(answer.context["chosen"]), answer.context["left"]) == (2, 1)


def test_discarding_many(staff_client, host, three):
    act(staff_client, host, action="discard", yes="yes", row=[str(one.pk) for one in three])
    assert states(host) == ["discarded"] * 3


def test_ticking_nothing_gets_a_sentence(staff_client, host, three):
    answer = act(staff_client, host, action="send", row=["not-an-id"])
    assert answer.status_code == 302
    assert states(host) == ["draft"] * 3


def test_another_hosts_messages_cannot_be_sent(host, other_host, three):
    client = Client()
    client.force_login(make_viewer(other_host, RoleKind.STAFF).account)
    act(client, other_host, action="send", yes="yes", row=[str(one.pk) for one in three])
    assert states(host) == ["draft"] * 3
    assert client.get(f"/h/{other_host.slug}/outbox/{three[0].pk}/").status_code == 404


def test_the_page_changes_a_draft_with_windows_line_ends(staff_client, host, three):
    one = three[0]
    post = {
        "was_subject": one.subject,
        "was_body": one.body,
        "subject": "New",
        "body": "Two\r\nlines",
    }
    answer = staff_client.post(f"/h/{host.slug}/outbox/{one.pk}/change/", post)
    with inside(host):
        assert (answer.status_code, Message.objects.get(pk=one.pk).body) == (302, "Two\nlines")


def test_the_page_shows_both_texts_of_a_conflict(staff_client, host, three):
    one = three[0]
    post = {"was_subject": "other", "was_body": "other", "subject": "Mine", "body": "Mine"}
    answer = staff_client.post(f"/h/{host.slug}/outbox/{one.pk}/change/", post)
    assert answer.status_code == 409
    assert "Come along." in answer.content.decode()


@pytest.mark.parametrize("state", ["draft", "sent"])
def test_the_list_is_narrowed_by_state(staff_client, staff, host, three, state):
    with inside(host):
        send_message(viewer=staff, message=three[0], at=AT)
    answer = staff_client.get(f"/h/{host.slug}/outbox/?state={state}")
    assert {one.state for one in answer.context["rows"]} == {state}


@pytest.mark.parametrize("rows", [1, 3])
def test_the_outbox_costs_the_same_for_one_and_three(
    staff_client, host, rows, django_assert_num_queries
):
    with inside(host):
        for number in range(rows):
            draft(host, f"p{number}@example.org")
    with django_assert_num_queries(9):
        staff_client.get(f"/h/{host.slug}/outbox/")


def test_members_do_not_see_the_outbox(host):
    client = Client()
    client.force_login(make_viewer(host, RoleKind.MEMBER).account)
    assert client.get(f"/h/{host.slug}/outbox/").status_code == 403
