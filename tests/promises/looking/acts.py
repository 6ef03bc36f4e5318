"""Pages that answer a choice: what an action on several rows would do."""

from __future__ import annotations

from django.urls import reverse

from factories.little import LittleRegion
from promises.looking.collecting import Collection, Person
from promises.looking.people import signed_in
from thousandfold.base.models import Message
from thousandfold.base.scope import inside


def chooses_rows(collection: Collection, region: LittleRegion) -> None:
    """Tick rows of a list and choose an action."""
    staff = Person("staff", signed_in(region.staff.account))
    with inside(region.host):
        nominees = [str(one) for one in region.call.nominations.values_list("pk", flat=True)]
        drafts = [str(one) for one in Message.objects.values_list("pk", flat=True)]
    bulk = reverse("recruitment:bulk", args=[region.host.slug, region.call.pk])
    collection.keeps("bulk", staff, bulk, {"action": "confirm", "row": nominees})
    outbox = reverse("base:outbox-act", args=[region.host.slug])
    collection.keeps("outbox", staff, outbox, {"action": "send", "row": drafts})
