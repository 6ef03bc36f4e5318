"""Dates in forms are written as browsers take them, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from inspect import getmembers, isclass
from pkgutil import walk_packages

import pytest
from django import forms
from django.utils import translation

import thousandfold


def boxes() -> Iterator[tuple[str, forms.DateInput]]:
    """Every date box of every form of ours, by the form's and the field's name."""
    for module in walk_packages(thousandfold.__path__, "thousandfold."):
        if ".forms" in module.name:
            for name, form in getmembers(import_module(module.name), isclass):
                for field, made in getattr(form, "base_fields", {}).items():
                    if isinstance(made.widget, forms.DateInput):
                        yield f"{name}.{field}", made.widget


@pytest.mark.parametrize("box", [pytest.param(box, id=name) for name, box in boxes()])
def test_a_date_box_shows_its_date_as_browsers_read_it(box, now):
    with translation.override("es"):
        assert 'value="2026-03-07"' in box.render("day", now.date())
        assert 'type="date"' in box.render("day", now.date())


def test_a_date_box_of_django_would_not(now):
    with translation.override("es"):
        assert "07/03/2026" in forms.DateInput().render("day", now.date())
