# SPDX-License-Identifier: AGPL-3.0-or-later
"""A person in the tables: from one row of theirs to all of them, by what ``held.py`` says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from thousandfold.base.keeping.holdings import Holding, holdings
from thousandfold.base.models import Account, Host, HostOwned
from thousandfold.base.scope import every_host

#: Round and round until nothing new is found; a chain of merged nominations is seldom long.
ROUNDS = 12


@dataclass
class Subject:
    """One person: rows by table, and the words by which other places name them.

    ``host``: only what this host holds; None: everything on this installation. ``lent``:
    accounts of the person that other hosts know too: they stay, what is done here by them goes.
    ``narrow``: nothing proved more than these rows, so only what hangs on them belongs to it;
    nobody is looked for by name or address (docs/decisions/0136). ``letters_to``: addresses
    that letters about the person went to.
    """

    host: Host | None = None
    narrow: bool = False
    rows: dict[type[Model], set[Any]] = field(default_factory=dict)
    lent: set[Any] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)
    letters_to: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    looked: dict[Any, Any] = field(default_factory=dict, repr=False)

    def once(self, what: str, look: Callable[[], Any]) -> Any:
        """The answer of a slow look, asked again only when more is known of the person."""
        known = (what, len(self.ids(Account)), len(self.emails), len(self.names))
        if known not in self.looked:
            self.looked[known] = look()
        return self.looked[known]

    def ids(self, model: type[Model] | str) -> set[Any]:
        """Primary keys of a table's rows that are theirs. ``model`` may be a label."""
        if isinstance(model, str):
            found = (keys for one, keys in self.rows.items() if one._meta.label == model)
            return next(found, set())
        return self.rows.get(model, set())

    def all_ids(self) -> set[Any]:
        """Primary keys of everything that is theirs."""
        return {key for keys in self.rows.values() for key in keys}

    def uuids(self) -> set[UUID]:
        """Those of them that are unique over all tables."""
        return {key for key in self.all_ids() if isinstance(key, UUID)}

    def is_in(self, text: str) -> bool:
        """Whether a text names them: by an address, or by their whole name."""
        low = text.casefold()
        return any(word in low for word in self.emails | self.names)


def subject_of(*seeds: Model, host: Host | None = None, narrow: bool = False) -> Subject:
    """Everything that belongs to the person of these rows; ``narrow``: to these rows alone.

    With a host, only what it holds; the account is then theirs only when it is used nowhere
    else. A few queries for each table, in rounds until nothing new is found.
    """
    made = Subject(host, narrow)
    with every_host("a person's own rows are found by keys, whatever host holds them"):
        for seed in seeds:
            made.rows.setdefault(seed._meta.model, set()).add(seed.pk)  # a lazy one too
        _grow(made)
    return made


def _grow(subject: Subject) -> None:
    order = holdings()
    for _round in range(ROUNDS):
        before = _size(subject)
        for one in order:
            _add(subject, one)
        if _size(subject) == before:
            return


def _size(subject: Subject) -> int:
    """Grows with every row, and with every word by which more may be found."""
    words = len(subject.emails) + len(subject.names) + len(subject.lent)
    return sum(map(len, subject.rows.values())) + words


def _add(subject: Subject, one: Holding) -> None:
    question = theirs(one, subject)
    if question is not None:
        found = rows_at(one, subject.host).filter(question).values_list("pk", flat=True)
        if keys := set(found):
            subject.rows.setdefault(one.model, set()).update(keys)
            if not subject.narrow:
                _follow(subject, one)
    _learn(subject, one)


def theirs(one: Holding, subject: Subject) -> Q | None:
    """Which rows of a table belong to the person as known so far; None where none can."""
    found = [Q(pk__in=subject.ids(one.model))] if subject.ids(one.model) else []
    for name in one.owners:
        if keys := _keys(one, name, subject):
            found.append(Q(**{f"{name}__in": keys}))
    if one.also and (more := one.also(subject)):
        found.append(more)
    question = None
    for each in found:
        question = each if question is None else question | each
    return question


def _keys(one: Holding, name: str, subject: Subject) -> set[Any]:
    """Keys of the person's rows that a field may lead to."""
    target = one.model._meta.get_field(name).related_model
    here = target is Account and issubclass(one.model, HostOwned)
    return subject.ids(target) | (subject.lent if here else set())


def _follow(subject: Subject, one: Holding) -> None:
    """From the person's rows to what is the same person's."""
    for name in one.same:
        target = one.model._meta.get_field(name).related_model
        led = rows_of(one, subject).exclude(**{name: None}).values_list(name, flat=True)
        keys = set(led) - subject.ids(target)
        if target is Account:
            subject.lent |= (away := {key for key in keys if _is_known_elsewhere(subject, key)})
            keys -= away
        if keys:
            subject.rows.setdefault(target, set()).update(keys)


def _is_known_elsewhere(subject: Subject, account: Any) -> bool:
    if subject.host is None:
        return False
    for one in holdings():
        for name in one.owners:
            leads = one.model._meta.get_field(name).related_model is Account
            if leads and issubclass(one.model, HostOwned):
                rows = one.model._base_manager.exclude(host=subject.host)
                if rows.filter(**{name: account}).exists():
                    return True
    return False


def rows_at(one: Holding, host: Host | None) -> QuerySet[Any]:
    """Rows of a table, of one host where the table knows hosts."""
    rows = one.model._base_manager.all()
    return rows.filter(host=host) if host and issubclass(one.model, HostOwned) else rows


def rows_of(one: Holding, subject: Subject) -> QuerySet[Any]:
    """The person's rows of a table. Needs every host in scope."""
    return one.model._base_manager.filter(pk__in=subject.ids(one.model))


def mentioned(one: Holding, subject: Subject) -> Iterator[tuple[Any, QuerySet[Any]]]:
    """Rows of others that name the person: what is emptied there, and the rows."""
    for each in one.mentions:
        if question := each.rows(subject):
            rows = rows_at(one, subject.host).filter(question)
            yield each, rows.exclude(pk__in=subject.ids(one.model))


#: Fields from which names and addresses of a person are learnt, by table.
KNOWN_BY: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "base.Account": (("email",), ("name",)),
}


def known_by(label: str, *, emails: Iterable[str] = (), names: Iterable[str] = ()) -> None:
    """Say by which fields of a table a person is known elsewhere."""
    KNOWN_BY[label] = (tuple(emails), tuple(names))


def _learn(subject: Subject, one: Holding) -> None:
    emails, names = KNOWN_BY.get(one.label, ((), ()))
    if not (emails or names) or not subject.ids(one.model):
        return
    for row in rows_of(one, subject).values_list(*emails, *names):
        found = {word.strip().casefold() for word in row[: len(emails)] if word}
        subject.letters_to |= found
        if subject.narrow:
            continue
        subject.emails |= found
        subject.names |= {word.strip().casefold() for word in row[len(emails) :] if _is_name(word)}


def _is_name(word: str) -> bool:
    """Two words at least: a first name alone is many people's."""
    return bool(word) and len(word.split()) > 1


def accounts_of(subject: Subject) -> QuerySet[Account]:
    """The accounts that are this person's."""
    return Account.objects.filter(pk__in=subject.ids(Account))
