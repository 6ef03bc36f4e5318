"""What each kind of field takes, and when two cells say the same."""

from __future__ import annotations

import pytest

from thousandfold_core.sheets.mapping import Field
from thousandfold_core.sheets.values import phone_key, same_value, usable

SECTORS = ("Labour", "Faith", "Community and care")


@pytest.mark.parametrize(
    ("kind", "cell", "kept"),
    [
        ("text", "anything", "anything"),
        ("email", "Ana@Example.org", "Ana@Example.org"),
        ("email", "Ana Ruiz <ana@example.org>", "ana@example.org"),
        ("email", "mailto:ana@example.org", "ana@example.org"),
        ("email", "josé@ejemplo.es", "josé@ejemplo.es"),
        ("email", "email0", None),
        ("email", "a@b", None),
        ("email", "a@b.org, c@d.org", None),
        ("email", "a b@c.org", None),
        ("phone", "(408) 555-0100", "(408) 555-0100"),
        ("phone", "+52 55 1234 5678", "+52 55 1234 5678"),
        ("phone", "408.555.0100 ext. 12", "408.555.0100 ext. 12"),
        ("phone", "mobile_number0", None),
        ("phone", "555", None),
        ("phone", "12345678901234567", None),
        ("phone", "n/a", None),
        ("number", "12", "12"),
        ("number", "1,234.5", "1234.5"),
        ("number", "3,5", "3.5"),
        ("number", "-2", "-2"),
        ("number", "twelve", None),
        ("choice", "FAITH", "Faith"),
        ("choice", "community  AND care", "Community and care"),
        ("choice", "Sports", None),
        ("multi", "faith, Labour", "Faith; Labour"),
        ("multi", "Faith;faith", "Faith"),
        ("multi", "Faith; Sports", None),
        ("multi", ";", None),
    ],
)
def test_a_cell_is_kept_or_left_out(kind, cell, kept):
    choices = SECTORS if kind in ("choice", "multi") else ()
    assert usable(Field("x", "X", kind=kind, choices=choices), cell) == kept


def test_any_answer_is_taken_where_no_choices_are_given():
    assert usable(Field("x", "X", kind="choice"), "Sports") == "Sports"
    assert usable(Field("x", "X", kind="multi"), "Tagalog | Ilocano") == "Tagalog; Ilocano"


@pytest.mark.parametrize(
    ("kind", "one", "other", "same"),
    [
        ("email", "Ana@x.org", "ana@X.org", True),
        ("phone", "+1 408 555 0100", "(408) 555-0100", True),
        ("phone", "408 555 0100 x7", "408 555 0100", True),
        ("phone", "408 555 0100", "408 555 0101", False),
        ("multi", "Faith; Labour", "labour; faith", True),
        ("multi", "Faith", "Faith; Labour", False),
        ("text", "José", "Jose", False),
    ],
)
def test_two_values_say_the_same(kind, one, other, same):
    assert same_value(kind, one, other) is same


def test_a_number_of_six_digits_is_no_phone():
    assert phone_key("555 010") == ""
    assert phone_key("555 0100") == "5550100"
