"""Every field that holds closed words is closed, with the key of whom it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cryptography.exceptions import InvalidTag
from django.apps import apps
from django.core.exceptions import FieldError
from django.db import connection, models

from factories.hosts import make_host
from thousandfold.base import keystore
from thousandfold.base.keeping.closed import is_closed
from thousandfold.base.keystore.refused import KeyDestroyed
from thousandfold.base.models import Host
from thousandfold.base.privacy import P3, P4, class_of
from thousandfold.base.scope import inside
from thousandfold.base.secrets import Sealed, SealedJSON, SealedText, anew, sealing
from trust.secrets.rows import Rows, closed_fields, closed_models, like

#: Fields of these classes that hold no words, each with what it holds.
NO_WORDS = {
    "exercises.StoredAnswer.ask": "the id of a question in an installed exercise",
    "campaigns.Derivation.key": "a digest that names a harvested thing",
    "alumni.Commitment.key": "a digest that names a harvested thing",
}
WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.FileField)


@pytest.fixture
def host(db) -> Iterator[Host]:
    made = make_host()
    with inside(made):
        yield made


@pytest.fixture
def rows(host: Host) -> Rows:
    return Rows(host)


# which fields


def careless(tables: list[type[models.Model]]) -> list[str]:
    """Fields of P3, P4 and P5 that hold words and are not closed as their class asks."""
    found = []
    for model in tables:
        for field in model._meta.concrete_fields:
            name, privacy = f"{model._meta.label}.{field.name}", class_of(model, field.name)
            if privacy not in ("P3", "P4", "P5") or name in NO_WORDS or field.choices:
                continue
            if isinstance(field, WORDS) and not fits(field, str(privacy)):
                found.append(name)
    return found


def fits(field: models.Field, privacy: str) -> bool:
    """P3: the host's key. P4: keys of people, never the host's. P5: what is sealed elsewhere."""
    if privacy == "P5":
        return isinstance(field, models.BinaryField)
    if not isinstance(field, SealedText):
        return False
    return (
        field.owner == ("host_id",)
        if privacy == "P3"
        else bool(field.owner) and ("host_id" not in field.owner)
    )


def test_every_field_of_closed_words_is_closed_as_its_class_asks():
    assert careless(apps.get_models()) == []


def test_what_holds_no_words_is_still_there():
    names = {f"{m._meta.label}.{f.name}" for m in apps.get_models() for f in m._meta.fields}
    assert set(NO_WORDS) <= names


@pytest.mark.sabotage("test_every_field_of_closed_words_is_closed_as_its_class_asks")
def test_a_plain_field_and_a_wrong_key_are_noticed():
    class Careless(models.Model):
        host_id = models.UUIDField()
        plain = models.TextField()
        of_the_host = SealedText(owner="host_id")
        of_nobody = SealedJSON()
        closed = SealedText(owner="id")
        ours = SealedJSON(owner="host_id")
        words = models.TextField()

        class Meta:
            app_label = "careless_words"

        class Privacy:
            plain = P3
            of_the_host = P4
            of_nobody = P4
            closed = P4
            ours = P3
            words = "P5"

    found = [one.rsplit(".", 1)[1] for one in careless([Careless])]
    assert found == ["plain", "of_the_host", "of_nobody", "words"]


def test_an_owner_is_a_column_that_a_row_always_has():
    empty = []
    for model, field in closed_fields():
        for name in field.owner:
            column = next(f for f in model._meta.concrete_fields if f.attname == name)
            if column.null:
                empty.append(f"{model._meta.label}.{field.name}: {name}")
    assert empty == []


# what lies in the table


def stored(row: models.Model, field: SealedText) -> str:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {quote(field.column)} FROM {quote(row._meta.db_table)} WHERE id = %s",
            [row.pk.hex if connection.vendor == "sqlite" else row.pk],
        )
        return cursor.fetchone()[0]


@pytest.mark.both
@pytest.mark.parametrize("model", closed_models(), ids=lambda m: m._meta.label)
def test_a_closed_word_is_read_again_and_not_in_the_table(rows: Rows, model):
    row = rows.of(model)
    fields = [field for each, field in closed_fields() if each is model]
    for field in fields:
        setattr(row, field.name, like(field, "my grandmother's kitchen"))
    row.save()
    again = model._base_manager.get(pk=row.pk)
    for field in fields:
        assert getattr(again, field.name) == like(field, "my grandmother's kitchen")
        assert sealing.is_for_owners(stored(row, field))


@pytest.mark.parametrize("model", closed_models(), ids=lambda m: m._meta.label)
def test_a_row_whose_key_is_gone_reads_as_empty_and_keeps_what_is_stored(rows: Rows, model, now):
    row = rows.of(model)
    fields = [field for each, field in closed_fields() if each is model]
    for field in fields:
        setattr(row, field.name, like(field, "my grandmother's kitchen"))
    row.save()
    before = [stored(row, field) for field in fields]
    for field in fields:
        keystore.destroy_key(field.owners_of(row)[0], now)
    again = model._base_manager.get(pk=row.pk)
    assert all(is_closed(getattr(again, field.name)) for field in fields)
    assert not any(getattr(again, field.name) for field in fields)
    again.save()
    assert [stored(row, field) for field in fields] == before


def test_nothing_is_written_for_who_was_erased(rows: Rows, now):
    answer = rows.of(apps.get_model("exercises.StoredAnswer"))
    keystore.destroy_key(answer.place_id, now)
    answer.said = {"words": "again"}
    with pytest.raises(KeyDestroyed):
        answer.save()


def test_a_value_moved_to_another_row_does_not_open(rows: Rows):
    model = apps.get_model("training.Day")
    day = rows.of(model)
    day.notes = "ours"
    day.save()
    field = model._meta.get_field("notes")
    model._base_manager.filter(pk=day.pk).update(place=Sealed(stored(day, field)))
    with pytest.raises(InvalidTag):
        _ = model._base_manager.get(pk=day.pk).place


@pytest.mark.parametrize("model,field", list(closed_fields()), ids=str)
def test_nothing_is_looked_up_or_sorted_by_what_is_closed(host: Host, model, field):
    for lookup in ("", "__icontains", "__in", "__has_key", "__startswith"):
        with pytest.raises(FieldError):
            list(model._base_manager.filter(**{f"{field.name}{lookup}": "x"}))
    assert field.name not in {one.lstrip("-") for one in model._meta.ordering}


def test_a_field_is_written_anew_only_when_it_was_read(rows: Rows):
    model = apps.get_model("training.Day")
    day = rows.of(model)
    before = stored(day, model._meta.get_field("notes"))
    model._base_manager.get(pk=day.pk).save()
    assert stored(day, model._meta.get_field("notes")) == before


def test_a_note_follows_its_mark_to_another_nomination(rows: Rows):
    from factories.calls import make_nomination

    mark = rows.of(apps.get_model("recruitment.Mark"))
    mark.note = "listens before speaking"
    mark.save()
    other = make_nomination(mark.nomination.call)
    again = type(mark).objects.get(pk=mark.pk)
    again.move_to(other.pk)
    moved = type(mark).objects.get(pk=mark.pk)
    assert (moved.nomination_id, moved.note) == (other.pk, "listens before speaking")


# rows of an older version


def as_before(rows: Rows, model: type[models.Model], names: list[str], plain: bool) -> list:
    """Rows as an older version left them: closed with the installation's key, or plain."""
    first = rows.of(model)
    made = [first]
    for number in range(2, 6):
        copy = model._base_manager.get(pk=first.pk)
        values = {f.attname: getattr(copy, f.attname) for f in model._meta.concrete_fields}
        values |= {"id": None, "number": number, "key": f"key {number}"}
        known = {f.attname for f in model._meta.concrete_fields}
        kept = {name: value for name, value in values.items() if name in known and name != "id"}
        made.append(model._base_manager.create(**kept))
    for row in made:
        old = {}
        for name in names:
            field = model._meta.get_field(name)
            words = field.to_words(like(field, f"words of {row.number}"))
            if plain:
                old[name] = Sealed(words)
            else:
                old[name] = Sealed(sealing.seal(words, *field.place(row)))
        model._base_manager.filter(pk=row.pk).update(**old)
    return made


@pytest.mark.both
@pytest.mark.parametrize(
    "label,names,plain",
    [
        ("exercises.StoredAnswer", ["said"], False),
        ("training.Day", ["place", "notes", "before"], True),
    ],
)
def test_rows_of_an_older_version_are_closed_anew_though_it_was_stopped_half_way(
    rows: Rows, monkeypatch, label, names, plain
):
    model = apps.get_model(label)
    made = as_before(rows, model, names, plain)
    monkeypatch.setattr(anew, "PART", 2)
    real, parts = anew._close, []

    def stopped(*given):
        parts.append(1)
        if len(parts) == 2:
            raise KeyboardInterrupt
        return real(*given)

    monkeypatch.setattr(anew, "_close", stopped)
    with pytest.raises(KeyboardInterrupt):
        anew.close_anew(model, names, "default", plain=plain)
    assert anew.close_anew(model, names, "default", plain=plain) == 3
    assert anew.close_anew(model, names, "default", plain=plain) == 0
    for row in made:
        again = model._base_manager.get(pk=row.pk)
        for name in names:
            field = model._meta.get_field(name)
            assert getattr(again, name) == like(field, f"words of {row.number}")
            assert sealing.is_for_owners(stored(row, field))


def test_what_was_closed_before_and_not_yet_anew_is_read(rows: Rows):
    [first, *_] = as_before(rows, apps.get_model("exercises.StoredAnswer"), ["said"], False)
    assert type(first)._base_manager.get(pk=first.pk).said == {"words": "words of 1"}


def test_a_row_whose_old_key_is_not_here_is_left_as_it_is(rows: Rows):
    model = apps.get_model("exercises.StoredAnswer")
    row, field = rows.of(model), model._meta.get_field("said")
    foreign = Sealed(sealing.seal("{}", "another", "place"))
    model._base_manager.filter(pk=row.pk).update(said=foreign)
    assert anew.close_anew(model, ["said"], "default") == 0
    assert stored(row, field) == foreign


@pytest.mark.parametrize("stored", ["", "not base64 at all!", "AAAA", "żółw"])
def test_what_is_no_closed_value_is_not_taken_for_one(stored: str):
    assert sealing.is_for_owners(stored) is False
