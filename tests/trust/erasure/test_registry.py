"""Every table and field says its class, purpose, term, how it is given out and how erased (ER-3)."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from thousandfold.base.keeping.holdings import Erased, holding_of, holdings, undeclared
from thousandfold.base.models import Account, HostOwned
from thousandfold.base.privacy import P2, P4, class_of


def nothing_said(tables=None) -> list[str]:
    """Fields of every table for which something is not said."""
    known = tables or apps.get_models(include_auto_created=True)
    return [gap for model in known for gap in undeclared(model)]


def kept_though_about_people() -> list[str]:
    """Tables about people of which an erasure neither deletes nor empties anything."""
    return [
        one.label
        for one in holdings()
        if one.is_about_people and one.erased is Erased.STAYS and not one.mentions
    ]


def words_that_stay() -> list[str]:
    """Blanked tables with a field of class P2 or higher that is neither emptied nor a key."""
    found = []
    for one in holdings():
        if one.erased is not Erased.BLANKED:
            continue
        for each in one.fields():
            words = isinstance(each, models.CharField | models.TextField | models.JSONField)
            private = (class_of(one.model, each.name) or "P0") >= P2
            if words and private and each.name not in one.empty:
                found.append(f"{one.label}.{each.name}")
    return found


def test_every_field_is_in_the_registry():
    assert nothing_said() == []


@pytest.mark.sabotage("test_every_field_is_in_the_registry")
def test_a_table_that_nobody_declared_is_found():
    class Diary(models.Model):
        words = models.TextField()

        class Meta:
            app_label = "planted"

    assert nothing_said([Diary]) == ["planted.Diary: not in any held.py"]


@pytest.mark.sabotage("test_every_field_is_in_the_registry")
def test_a_key_to_a_person_that_nobody_speaks_of_is_found(monkeypatch):
    role = holding_of(apps.get_model("base.Role"))
    from dataclasses import replace

    from thousandfold.base.keeping import holdings as place

    monkeypatch.setitem(place._HOLDINGS, role.model, replace(role, whose=()))
    assert any("leads to a person" in gap for gap in nothing_said([role.model]))


def test_everything_about_people_is_deleted_or_emptied():
    assert kept_though_about_people() == []


def test_rows_that_are_only_emptied_keep_no_words():
    assert words_that_stay() == []


@pytest.mark.sabotage("test_rows_that_are_only_emptied_keep_no_words")
def test_a_name_that_is_left_at_a_place_is_found(monkeypatch):
    from dataclasses import replace

    from thousandfold.base.keeping import holdings as place

    known = holding_of(apps.get_model("exercises.Place"))
    left = {name: value for name, value in known.empty.items() if name != "called"}
    monkeypatch.setitem(place._HOLDINGS, known.model, replace(known, empty=left))
    assert words_that_stay() == ["exercises.Place.called"]


def test_those_that_others_lean_on_come_first():
    order = [one.model for one in holdings()]
    wrong = [
        f"{one.label} before {each.related_model._meta.label}"
        for one in holdings()
        for each in one.fields()
        if each.is_relation
        and each.related_model in order
        and each.related_model is not one.model
        and order.index(each.related_model) > order.index(one.model)
    ]
    assert wrong == []


def test_every_table_of_ours_with_private_words_belongs_to_somebody_or_is_common():
    common = {"recruitment.Batch", "recruitment.Decision", "campaigns.Approvals"}
    ownerless = {
        one.label
        for one in holdings()
        if not one.is_about_people
        and issubclass(one.model, HostOwned)
        and any(class_of(one.model, each.name) == P4 for each in one.fields())
    }
    assert ownerless <= common


def test_the_account_is_the_end_of_every_way():
    assert holding_of(Account).is_about_people
