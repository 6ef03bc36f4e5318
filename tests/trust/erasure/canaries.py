"""People of whom every stored word is a token of their own, with a row in every table."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import models

from factories.calls import make_call
from factories.cohorts import make_cohort
from factories.hosts import AT
from thousandfold.base.doorway.viewer import Viewer
from thousandfold.base.keeping.holdings import holdings
from thousandfold.base.models import Account, Host
from thousandfold.base.models.session import AccountSession
from thousandfold.base.secrets import SealedJSON
from thousandfold.base.signing_in.sessions import SessionStore
from thousandfold.base.trail import record
from thousandfold.people.models import Person

WORDS = (models.CharField, models.TextField, models.JSONField)
PLAIN = {
    models.DateTimeField: AT,
    models.DateField: date(2026, 3, 7),
    models.TimeField: time(9),
    models.BooleanField: False,
    models.IntegerField: 1,
    models.DecimalField: 1,
    models.UUIDField: UUID(int=7),
}
#: Rows that a person has two of, or that are made by hand below.
BY_HAND = {"base.Account", "people.Person", "base.TrailEntry", "base.AccountSession"}
#: What rows have besides words: values that the tables' own rules ask for.
FITTING = {
    "recruitment.Mark": {"kind": "abstained", "points": None},
    "recruitment.Member": {"state": "seated"},
    "base.Viewing": {"kind": ""},
    "base.Role": {"kind": "member"},
}


def token() -> str:
    """A word that stands nowhere else: letters and digits, small."""
    return f"zq{secrets.token_hex(9)}"


@dataclass
class Somebody:
    """One person with the rows made for them and the words in each."""

    host: Host
    account: Account
    person: Person
    rows: list[models.Model] = field(default_factory=list)
    words: dict[tuple[str, str, Any], str] = field(default_factory=dict)

    @property
    def email(self) -> str:
        """Their address."""
        return str(self.account.email)


class Ground:
    """What people have in common: a call, a cohort with a room, a day, a run."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.common: dict[type[models.Model], models.Model] = {Host: host}
        self.call = make_call(host)
        self.cohort = make_cohort(host, people=0, call=self.call, coalition=self.call.coalition)
        for one in (self.call, self.cohort):
            self.common[type(one)] = one
        for one in holdings():
            free = one.label not in ("base.LegalHold", "base.HeldThing", "base.TrailEnd")
            if free and not one.is_about_people and one.model not in self.common:
                made = self._made(one.model)
                if made is not None:
                    self.common[one.model] = made

    def _made(self, model: type[models.Model]) -> models.Model | None:
        known = model._base_manager.first()
        if known is not None or model._meta.app_label not in OURS:
            return known
        return model._base_manager.create(**values(model, self.common, {}))


OURS = {
    "base",
    "people",
    "power",
    "recruitment",
    "training",
    "exercises",
    "campaigns",
    "alumni",
}


def people_tables() -> list[type[models.Model]]:
    """Tables whose rows can be about a person, those that others lean on first."""
    return [one.model for one in holdings() if one.is_about_people]


def somebody(ground: Ground, number: int) -> Somebody:
    """A person with a row in every table, each word a token."""
    name, email = f"Ada {token()}", f"{token()}@people.example"
    account = Account.objects.create(email=email, name=name)
    person = Person._base_manager.create(
        host=ground.host, name=name, sort_name=name.casefold(), email=email, account=account
    )
    made = Somebody(ground.host, account, person, [account, person])
    mine: dict[type[models.Model], models.Model] = {Account: account, Person: person}
    for model in people_tables():
        if model._meta.label not in BY_HAND:
            row = model._base_manager.create(**_fitting(model, ground, mine, made, number))
            mine[model] = row
            made.rows.append(row)
    made.rows.append(_session(made))
    made.rows.append(record(Viewer(account=account, host=ground.host), "changed", person, AT))
    for row in made.rows:
        plant(made, row)
    return made


def _session(made: Somebody) -> models.Model:
    store = SessionStore()
    store["_auth_user_id"] = str(made.account.pk)
    store["note"] = made.email
    store.save()
    return AccountSession.objects.get(pk=store.session_key)


def _fitting(
    model: type[models.Model], ground: Ground, mine: Any, made: Somebody, number: int
) -> dict[str, Any]:
    found = values(model, ground.common | mine, FITTING.get(model._meta.label, {}))
    found |= _links(model, made)
    for each in model._meta.concrete_fields:
        if each.name in _alone(model) and isinstance(each, models.CharField) and not each.choices:
            found[each.name] = token()[-(each.max_length or 20) :]
        if each.name == "number" and model._meta.label != "base.Job":
            found["number"] = number + 1
    if model._meta.label == "recruitment.ToldApart":
        found["second"] = _second_nomination(ground, mine, made)
    if model._meta.label == "base.OncePost":
        from thousandfold.base.doorway.once import digest

        found |= {"key": token(), "sender": digest("sender", str(made.account.pk))}
    return found


def _alone(model: type[models.Model]) -> set[str]:
    """Fields that no two rows may share, alone or with others."""
    rules = [one.fields for one in model._meta.constraints if hasattr(one, "fields")]
    own = {each.name for each in model._meta.concrete_fields if each.unique}
    return own | {name for names in rules for name in names}


def _second_nomination(ground: Ground, mine: Any, made: Somebody) -> models.Model:
    from thousandfold.recruitment.models import Nomination

    first = mine[Nomination]
    again = Nomination._base_manager.create(
        host=ground.host,
        call=ground.call,
        source="staff",
        name=made.person.name,
        email=made.email,
        merged_into=first,
        created_at=AT,
    )
    made.rows.append(again)
    return again


def _links(model: type[models.Model], made: Somebody) -> dict[str, Any]:
    """Words by which a row is found to be theirs."""
    label = model._meta.label
    if label == "base.Message":
        return {"to": made.email}
    if label == "account.EmailAddress":
        return {"email": made.email}
    if label == "recruitment.Nomination":
        return {"name": made.person.name, "email": made.email}
    if label == "recruitment.Upload":
        return {"sheet": {"rows": [[made.person.name, made.email]]}}
    return {}


def values(model: type[models.Model], above: Any, given: dict[str, Any]) -> dict[str, Any]:
    """Values that make a row: keys to rows that are there, plain ones for the rest."""
    found: dict[str, Any] = {}
    for each in model._meta.concrete_fields:
        if each.name in given:
            found[each.name] = given[each.name]
        elif each.is_relation:
            if each.related_model in above:
                found[each.name] = above[each.related_model]
        elif each.choices and not each.has_default():
            found[each.name] = each.choices[0][0]
        elif not (each.has_default() or each.null or each.primary_key):
            kinds = [value for kind, value in PLAIN.items() if isinstance(each, kind)]
            found[each.name] = kinds[0] if kinds else ({} if _is_json(each) else "")
    return found


def _is_json(each: Any) -> bool:
    return isinstance(each, models.JSONField | SealedJSON)


#: Words that lead to a row stay as they are; their values count as the person's words too.
LEADS = {
    "base.Account.email",
    "base.Account.password",
    "people.Person.name",
    "people.Person.email",
    "base.Message.to",
    "account.EmailAddress.email",
    "recruitment.Nomination.name",
    "recruitment.Nomination.email",
    "base.OncePost.key",
    "base.OncePost.sender",
    "base.AccountSession.session_data",
    "base.AccountSession.session_key",
    "base.AccountSession.account",
    "base.Account.name",
    "recruitment.Upload.sheet",
    "mfa.Authenticator.type",
}
#: The trail's own links hold its lines together; nothing a person wrote is in them.
NOT_WORDS = {"base.TrailEntry"}


def plant(made: Somebody, row: models.Model) -> None:
    """Put a token into every field of a row that holds words."""
    label = row._meta.label
    changed: dict[str, Any] = {}
    for each in row._meta.concrete_fields:
        where = f"{label}.{each.name}"
        if not isinstance(each, WORDS) or each.choices or label in NOT_WORDS:
            continue
        if where in LEADS:
            said = str(getattr(row, each.name) or "")
            if made.account.email in said or "zq" in said:
                made.words[(label, each.name, row.pk)] = said
        elif each.max_length is None or each.max_length >= 20:
            word = made.words.setdefault((label, each.name, row.pk), token())
            changed[each.name] = _shaped(each, word)
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        row.save(update_fields=list(changed))


def _shaped(each: Any, word: str) -> Any:
    if isinstance(each, models.EmailField):
        return f"{word}@x.example"
    if isinstance(each, models.URLField):
        return f"https://{word}.example/"
    if each.model._meta.label == "exercises.StoredAnswer" and isinstance(each, SealedJSON):
        return {"act": "give", "body": {"words": word}, "reach": 0}
    if isinstance(each, models.JSONField):
        return [word]
    return {"words": word} if isinstance(each, SealedJSON) else word


def shown(made: Somebody) -> set[str]:
    """Words that the person is shown: in fields that are neither keys nor others' words."""
    known = {one.label: one for one in holdings()}
    return {
        word
        for (label, name, _pk), word in made.words.items()
        if name in known[label].shown() and name not in NOT_THEIRS.get(label, ())
    }


#: Fields that are shown only to their author; here somebody else is.
NOT_THEIRS: dict[str, set[str]] = {}
