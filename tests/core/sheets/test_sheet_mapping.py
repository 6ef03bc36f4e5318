"""Which column is which: what is suggested, and what a person may choose."""

from __future__ import annotations

import pytest
from sheet_samples import FIELDS, look_alike_a, look_alike_b, mapped, sheet_of

from thousandfold_core.sheets.mapping import Field, suggest, with_choices
from thousandfold_core.sheets.reading import read_sheet
from thousandfold_core.sheets.refusals import FieldTakenTwice, ForbiddenColumn, UnknownChoice


def column(header: str):
    return suggest([header], FIELDS).columns[0]


@pytest.mark.parametrize(
    ("header", "field", "confidence"),
    [
        ("Email", "email", 100),
        ("EMAIL", "email", 100),
        ("E_mail", "email", 95),
        ("given.Name", "given_name", 95),
        ("Teléfono", "phone", 95),
        ("Correo electrónico", "email", 95),
        ("Dirección de correo electrónico", "email", 95),
        ("Nominee's first name", "given_name", 90),
        ("Nombre de la persona nominada", "given_name", 90),
        ("primary_city", "town", 90),
    ],
)
def test_heading_is_known_in_any_spelling(header, field, confidence):
    found = column(header)
    assert (found.use, found.field, found.confidence) == ("field", field, confidence)


@pytest.mark.parametrize(
    ("header", "field"), [("Phon number", "phone"), ("Organizaton name", "organisation")]
)
def test_a_misspelt_heading_is_suggested_with_less_certainty(header, field):
    found = column(header)
    assert (found.field, found.why.code) == (field, "matched-loosely")
    assert found.confidence < 90


@pytest.mark.parametrize(
    "header",
    ["Nominator email", "Emergency contact phone", "Supervisor name", "Mother's last name", "Zip"],
)
def test_a_heading_about_somebody_else_is_not_taken(header):
    assert column(header).field is None


def test_each_field_goes_to_the_column_that_fits_best():
    mapping = suggest(["Nominee email", "E-Mail", "Tel"], FIELDS)
    assert mapping.by_field == {"email": "E-Mail", "phone": "Tel"}
    assert mapping.columns[0].why.text.startswith("“E-Mail” is already used for this")


def test_a_column_of_few_answers_is_suggested_for_balance():
    lines = [f"n{n},{n % 3}" for n in range(9)]
    assert mapped(sheet_of("Name,Shift", *lines)).balance == ("Shift",)


def test_a_column_of_many_answers_is_left():
    lines = [f"n{n},code {n}" for n in range(9)]
    assert mapped(sheet_of("Name,Shift", *lines)).columns[1].use == "leave"


def test_our_own_problem_column_is_left_when_it_comes_back():
    lines = [f"n{n},too long" if n % 2 else f"n{n},missing" for n in range(9)]
    assert mapped(sheet_of("Name,problem", *lines)).columns[1].use == "leave"


def test_look_alike_a_maps_whole_and_leaves_home_addresses():
    sheet = read_sheet(look_alike_a(), "a.csv")
    mapping = mapped(sheet)
    assert mapping.by_field == {
        "reference": "nationbuilder_id",
        "given_name": "first_name",
        "family_name": "last_name",
        "email": "email",
        "phone": "mobile_number",
        "town": "primary_city",
    }
    assert mapping.balance == ("Gender", "age_bracket", "geo_bucket", "edu_level")
    assert [c.header for c in mapping.never] == ["primary_address1", "primary_address2"]


def test_look_alike_b_maps_whole_and_leaves_home_addresses():
    mapping = mapped(read_sheet(look_alike_b(), "b.csv"))
    assert set(mapping.by_field) == {"reference", "given_name", "family_name", "town"}
    assert [(c.header, c.why.code) for c in mapping.never] == [("address_line_1", "never-address")]
    assert {"age_bucket", "province", "education"} <= set(mapping.balance)


def test_required_fields_without_a_column_are_named():
    fields = [Field("given_name", "First name", required=True), Field("email", "E-mail")]
    assert [field.key for field in suggest(["Town"], fields).missing] == ["given_name"]


def test_a_choice_replaces_the_suggestion():
    mapping = suggest(["Who", "Email", "Side"], FIELDS)
    chosen = with_choices(mapping, {"Who": "field:full_name", "Email": "leave", "Side": "balance"})
    assert chosen.by_field == {"full_name": "Who"}
    assert chosen.balance == ("Side",)


def test_two_columns_can_swap_their_fields():
    mapping = suggest(["First name", "Last name"], FIELDS)
    swapped = {"First name": "field:family_name", "Last name": "field:given_name"}
    assert with_choices(mapping, swapped).by_field["family_name"] == "First name"


def test_one_field_for_two_columns_is_refused():
    mapping = suggest(["Email", "Other"], FIELDS)
    with pytest.raises(FieldTakenTwice, match="“Email” is chosen for both “Email” and “Other”"):
        with_choices(mapping, {"Other": "field:email"})


@pytest.mark.parametrize("choice", ["field:shoe_size", "field:", "keep", ""])
def test_an_unknown_choice_is_refused(choice):
    with pytest.raises(UnknownChoice):
        with_choices(suggest(["Email"], FIELDS), {"Email": choice})


@pytest.mark.parametrize("choice", ["field:notes", "balance"])
def test_a_column_never_read_cannot_be_chosen(choice):
    mapping = suggest(["Immigration status"], FIELDS)
    with pytest.raises(ForbiddenColumn, match="will not be read"):
        with_choices(mapping, {"Immigration status": choice})


def test_a_column_never_read_can_be_left():
    mapping = suggest(["DOB"], FIELDS)
    assert with_choices(mapping, {"DOB": "leave"}) == mapping
