# SPDX-License-Identifier: AGPL-3.0-or-later
"""People without an account ask what is held about them: by a link that a letter brings.

The letter always goes, whether anything is held or not, and nothing is looked up before the
link is opened: so nobody learns from us who was nominated (docs/decisions/0136).
"""

from __future__ import annotations

import base64
import json
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from thousandfold.base import trail
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.keeping import tombstones
from thousandfold.base.keeping.legal_holds import KeptForNow, held_rows
from thousandfold.base.keeping.restoring import Restored, after_restore
from thousandfold.base.scope import every_host
from thousandfold.base.usecases.ending import empty_the_log
from thousandfold.recruitment.models import Nomination
from thousandfold.recruitment.queries.asking import NOMINATOR_FIELDS, nominated_by

#: A link opens for so many seconds.
LASTS = 60 * 60


def link_word(email: str, at: datetime) -> str:
    """What a link carries: the address, closed with a key of this site, and the moment."""
    words = json.dumps(email.strip().casefold()).encode()
    return _lock().encrypt_at_time(words, int(at.timestamp())).decode()


def address_in(word: str, at: datetime) -> str | None:
    """The address that a link proves; None when it is not ours or its hour is over."""
    try:
        words = _lock().decrypt_at_time(word.encode(), LASTS, int(at.timestamp()))
    except (InvalidToken, ValueError):
        return None
    return str(json.loads(words))


def _lock() -> Fernet:
    key = salted_hmac("thousandfold.what-is-held", "link", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))


def send_link(*, email: str, site: str, at: datetime) -> None:
    """Send a letter with a link to what is held under an address, in the language of the moment."""
    link = site + reverse("recruitment:held-by-link", args=[link_word(email, at)])
    send_mail(
        _("What is held about you"),
        _(
            "Hello,\n\nyou, or somebody who knows your address, asked what this site holds about "
            "you. See it here, take a copy, or have it erased:\n\n{link}\n\nThe link opens for an "
            "hour. Whoever has it sees the same as you, so keep it to yourself. If you did not "
            "ask, do nothing: nothing happens."
        ).format(link=link),
        None,
        [email],
    )


def take_out_by_address(*, email: str, at: datetime) -> int:
    """Empty what stands of a nominator who proved this address, at every host.

    Raises:
        KeptForNow: when a legal hold keeps one of them.
    """
    with every_host("a nominator may have written to several hosts"):
        return take_nominator_out(rows=nominated_by(email), at=at)


def take_nominator_out(*, rows: QuerySet[Nomination], at: datetime) -> int:
    """Empty the nominator's name, organisation and address; the nomination stays the nominee's.

    Needs every host in scope, or the host of the rows.

    Raises:
        KeptForNow: when a legal hold keeps one of them.
    """
    found = list(rows.select_related("host"))
    held = held_rows().get(Nomination, set())
    if any(one.pk in held for one in found):
        raise KeptForNow(thing=Nomination._meta.label)
    with every_host("a nominator may have written to several hosts"), transaction.atomic():
        for one in found:
            _empty(one)
            trail.record(Viewer(host=one.host), "took_nominator_out", one, at)
        transaction.on_commit(lambda: _remember([one.pk for one in found], at))
    return len(found)


def _empty(one: Nomination) -> None:
    """Counted up, so that a form which still shows the name does not write it back."""
    emptied = dict.fromkeys(NOMINATOR_FIELDS, "")
    Nomination.objects.filter(pk=one.pk).update(**emptied, version=F("version") + 1)


def _remember(keys: list[object], at: datetime) -> None:
    """So that an older backup brings no name back."""
    for key in keys:
        tombstones.write([_mark(key)], at)
    empty_the_log()


def _mark(key: object) -> str:
    return f"nominator of {key}"


@after_restore
def stay_out(restored: Restored) -> str:
    """After a restore: names of nominators that were taken out go again."""
    carried = restored.carried(tombstones.NAME)
    lists = [tombstones.list_file(), *([carried] if carried else [])]
    gone = {one for stone in tombstones.tombstones(*lists) for one in stone.digests}
    with every_host("names that were taken out stay out at every host"):
        rows = Nomination.objects.exclude(nominator_name="", nominator_email="")
        back = [one for one in rows if tombstones.digest(_mark(one.pk)) in gone]
        for one in back:
            _empty(one)
    return f"Taken out again: {len(back)} names of nominators." if back else ""
