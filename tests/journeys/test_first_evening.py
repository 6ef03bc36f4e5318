"""From the first page of an empty machine to a coalition that knows what it lacks."""

from __future__ import annotations

import pytest

from journeys.walker import Walker

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_host_is_set_up_and_its_coalition_says_what_is_missing(walker):
    sets_up(walker)
    registers(walker, "Cannery Workers 11", "Union", "501(c)(5) labour organisation")
    registers(walker, "Tenants of Alum Rock", "Community organisation", "Not incorporated")
    knows(walker, "Rosa Quiñones", "Labour leader or staff", "Cannery Workers 11", "2024-02-01")
    knows(
        walker,
        "Trần Bảo",
        "Appointed to a board or commission",
        "Planning commissioner",
        "2025-06-01",
    )
    writes_principles(walker)
    reads_the_balance(walker)


def sets_up(walker: Walker) -> None:
    walker.goes("/").reads("Look around the demo region").follows("Set up my host")
    walker.writes("Name of your host organisation", "Bayshore Rising")
    walker.writes("Region", "Bayshore")
    walker.writes("Name of your governing coalition", "Bayshore Together")
    walker.writes("Your name", "Ines Ortega").writes("Your e-mail address", "ines@bayshore.example")
    walker.presses("Set up").reads("Today", "h1")


def registers(walker: Walker, name: str, sector: str, form: str) -> None:
    walker.turns_to("Coalition").follows("Register")
    walker.writes("Name", name).chooses("Sector", sector).chooses("Legal form", form)
    walker.writes("Member since", "2024-01-15").presses("Register", "main")
    walker.reads("The organisation was registered. You can add the people you know there.")
    walker.finds(name, "h1")


def knows(walker: Walker, name: str, post: str, where: str, since: str) -> None:
    walker.turns_to("People").follows("Register a person").writes("Name", name)
    walker.presses("Register", "main").chooses("Role", post).writes("Since", since)
    if where.startswith("Cannery"):
        walker.chooses("Organisation or public body", where)
    else:
        why = "Say where: choose an organisation or write a title."
        walker.is_refused("Add the role", why).writes("Title or post", where)
    walker.presses("Add the role", "main").finds(name, "h1")


def writes_principles(walker: Walker) -> None:
    walker.turns_to("Coalition").follows("Write the first version").follows(
        "Write the first version"
    )
    walker.writes("Principles", "We decide together before we speak alone.")
    walker.presses("Propose this version").reads("Nobody yet.").follows("Record an adoption")
    walker.chooses("Member", "Cannery Workers 11").writes("Adopted on", "2026-01-10")
    walker.writes("Signed by", "Rosa Quiñones").presses("Record", "main")
    walker.reads("Still to adopt:").finds("Tenants of Alum Rock")


def reads_the_balance(walker: Walker) -> None:
    walker.turns_to("Coalition").reads("The balance").reads("Still missing")
    missing = walker.text(".note.sun").casefold()
    assert walker.say("Congregation or faith group").casefold() in missing
    assert walker.say("Union").casefold() not in missing
    walker.finds(walker.count("%(n)s member", "%(n)s members", 2))
    walker.finds("Rosa Quiñones").finds("Trần Bảo")
    walker.writes("As of", "2024-03-01").presses("Show that day").finds("Rosa Quiñones")
    walker.misses("Trần Bảo")
    walker.writes("As of", "2023-12-31").presses("Show that day").misses("Cannery Workers 11")
