"""Columns that nobody can have read: by heading in English and Spanish, and by content."""

from __future__ import annotations

import pytest
from sheet_samples import FIELDS, mapped, sheet_of

from thousandfold_core.sheets.mapping import Field, suggest
from thousandfold_core.sheets.unread import NEVER, never_read

REFUSED = {
    "never-immigration": [
        "Immigration Status", "US Citizen?", "Visa type", "DACA", "Undocumented (Y/N)", "A-Number",
        "Green card", "legal_status", "Nationality", "Estatus migratorio", "Situación Migratoria",
        "Ciudadanía", "¿Indocumentado?", "Nacionalidad",
    ],
    "never-birth-country": [
        "Country of birth", "Birthplace", "countryOfOrigin", "Born in", "País de nacimiento",
        "Lugar de Nacimiento", "PAIS DE ORIGEN",
    ],
    "never-government-number": [
        "SSN", "Social Security #", "ITIN", "Tax ID", "TIN", "Passport no.", "Driver's License",
        "Número de Seguro Social", "Pasaporte", "Matrícula consular",
    ],
    "never-birth-date": [
        "DOB", "D.O.B.", "Date of Birth", "dateOfBirth", "birth_date", "Birthday", "Year of birth",
        "Fecha de nacimiento", "fecha_nacimiento", "Cumpleaños",
    ],
    "never-criminal-record": [
        "Criminal record", "Felony convictions", "Ever arrested?", "Justice-involved", "On parole",
        "Antecedentes penales", "Condenas", "Libertad condicional",
    ],
    "never-party": [
        "Party", "Political party", "Party registration", "party_affiliation", "Voted for",
        "Partido", "Partido político", "Afiliación política",
    ],
    "never-union-card": [
        "Union card", "Union Card #", "union_member_number", "Card signed", "Authorization card",
        "Carnet sindical", "Número de afiliación",
    ],
    "never-address": [
        "Address", "Home address", "address1", "primary_address2", "Street", "Apt #", "Latitude",
        "Dirección", "Domicilio", "Calle",
    ],
}  # fmt: skip
PAIRS = [(code, header) for code, headers in REFUSED.items() for header in headers]

FINE = [
    "Email address", "E-mail address", "Dirección de correo", "Web address", "City", "Address city",
    "Town", "District", "ZIP", "Age", "Age group", "Ethnicity", "Union", "Union local", "Sector",
    "Third party trainer", "Birth order", "Organization", "Partidos de fútbol", "Ward", "Statement",
]  # fmt: skip


@pytest.mark.parametrize(("code", "header"), PAIRS)
def test_heading_is_never_read_and_says_why(code, header):
    column = suggest([header], FIELDS).columns[0]
    assert (column.use, column.field, column.why.code) == ("never", None, code)
    assert column.why.text.startswith("Thousandfold")


def test_every_reason_has_headings_in_the_corpus():
    assert set(REFUSED) == set(NEVER)


@pytest.mark.parametrize("header", FINE)
def test_other_headings_may_be_read(header):
    assert never_read(header) is None


def test_no_field_of_the_caller_opens_a_forbidden_column():
    fields = [Field("dob", "Date of birth", ("date of birth", "dob"))]
    assert suggest(["Date of birth", "dob"], fields).by_field == {}


def test_social_security_numbers_are_known_by_their_shape():
    sheet = sheet_of("Name,Code", "Ana,123-45-6789", "Bo,", "Cy,987-65-4321")
    assert [column.header for column in mapped(sheet).never] == ["Code"]


def test_telephone_numbers_are_not_taken_for_social_security():
    assert never_read("Code", ["408-555-0100", "408-555-0101"]) is None
