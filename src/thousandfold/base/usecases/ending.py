# SPDX-License-Identifier: AGPL-3.0-or-later
"""The end of an erasure, after its rows are gone: the list, the keys, the copies.

Keys lie in another file than rows. A key that were destroyed before the rows are gone for good
would be lost for a person who stays when the disk refuses, so it is noted first and destroyed
last; a start finishes what was noted (docs/decisions/0134).
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import connection

from thousandfold.base.keeping import tombstones
from thousandfold.base.keeping.holdings import Erased, holding_of
from thousandfold.base.keeping.subject import Subject
from thousandfold.base.keystore import begun, destroy_key
from thousandfold.base.keystore.orphans import people_tables
from thousandfold.base.scope import every_host

#: An erasure whose rows are there after so long came to nothing.
LAPSED = timedelta(hours=1)
log = logging.getLogger("thousandfold.erasing")


def begin(subject: Subject, at: datetime) -> begun.Begun:
    """Note what an erasure is about to do, before anything is taken out."""
    alone = [tombstones.NARROW] if subject.narrow else []
    return begun.note(_witness(subject), _owners(subject), [*_identities(subject), *alone], at)


def end(noted: begun.Begun) -> None:
    """The rows are gone for good: list, keys, copies. Doing it twice changes nothing."""
    tombstones.write(noted.identities, noted.at)
    for owner in noted.owners:
        destroy_key(owner, noted.at)
    empty_the_log()
    begun.forget(noted)


def finish_what_was_begun(*, at: datetime) -> int:
    """At a start, before a restore and every hour: erasures that were cut short; how many ended.

    One whose rows are still there came to nothing: the person is whole, with their keys. Its
    note is forgotten after a while, for another process may be at it just now.
    """
    done = 0
    with every_host("an erasure reaches whatever host holds something"):
        for noted in begun.all_begun():
            if not _is_there(noted.witness):
                end(noted)
                done += 1
            elif noted.at < at - LAPSED:
                begun.forget(noted)
                log.warning("An erasure that was cut short took nothing away. Ask for it again.")
    return done


def _witness(subject: Subject) -> tuple[str, str]:
    """One row that goes with an erasure, by label and key; empty where none would go."""
    for model in tombstones.identity_tables():
        known = holding_of(model)
        if known and known.erased is Erased.DELETED and (keys := subject.ids(model)):
            return known.label, str(min(keys))
    return "", ""


def _is_there(witness: tuple[str, str]) -> bool:
    label, key = witness
    if not label:
        return True
    return apps.get_model(label)._base_manager.filter(pk=key).exists()


def _identities(subject: Subject) -> list[Any]:
    return [key for model in tombstones.identity_tables() for key in subject.ids(model)]


def _owners(subject: Subject) -> set[Any]:
    """Whose keys an erasure destroys; what is closed under them anywhere stays closed."""
    theirs = {key for model in people_tables() for key in subject.ids(model)}
    return theirs.union(_identities(subject))


def destroy_keys(subject: Subject, at: datetime) -> int:
    """Destroy every key of the person, whose rows are gone. Returns how many."""
    return sum(destroy_key(one, at) for one in _owners(subject))


def empty_the_log() -> None:
    """Have the database drop the copies of what was deleted, as far as it can.

    SQLite overwrites deleted rows (secure_delete) and empties its log here. PostgreSQL frees
    rows with VACUUM; its log and old pages keep them until they are reused: what was closed
    under a destroyed key is noise there, the rest is not.
    """
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM")
