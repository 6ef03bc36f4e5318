"""A host on its first day: every list is empty, and says what to do first."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from promises.looking.collecting import Collection, Person, is_page
from promises.looking.pages import kind_of
from promises.looking.people import signed_in
from promises.looking.reading import Reading
from thousandfold.base.usecases.hosts import set_up_host
from thousandfold.people.usecases.coalitions import found_coalition

WHO = "the administrator of an empty host"


def stands_at_the_beginning(collection: Collection) -> None:
    """Set up a host as its page does; keep Today and every page that Today leads to."""
    at = timezone.now()
    host, account = set_up_host(
        name="Up River",
        region="Up the river",
        administrator="first@river.example",
        administrator_name="Ana Ruiz",
        language="en",
        timezone="America/Los_Angeles",
        at=at,
    )
    found_coalition(host=host, account=account, name="Up River Together", at=at)
    today = reverse("pages:today", args=[host.slug])
    person = Person(WHO, signed_in(account), for_whom="at an empty host, ")
    links = Reading(today, person.client.get(today, secure=True).content.decode()).links
    for address in dict.fromkeys([today, *links]):
        if address.startswith(today) and is_page(person.client.get(address, secure=True)):
            collection.keeps(kind_of(address) or "", person, address)
