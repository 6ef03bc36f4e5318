# SPDX-License-Identifier: Apache-2.0
"""Columns that are never read, whoever asks, and the reason shown beside each.

The list follows the promise that Thousandfold holds no immigration status, criminal
record, party, union card or date of birth, and no precise home address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from thousandfold_core.sheets.headings import plain_heading
from thousandfold_core.sheets.notes import Note, note

# Phrases in plain form (lower case, no accents), English and Spanish; each is sought as
# whole words anywhere in the heading.
NEVER: dict[str, tuple[str, ...]] = {
    "never-immigration": (
        "immigration", "immigration status", "citizenship", "citizen", "us citizen", "visa",
        "visa status", "undocumented", "daca", "green card", "legal status",
        "alien number", "a number", "residency status", "permanent resident", "tps", "nationality",
        "migration status", "migratory status", "estatus migratorio", "estado migratorio",
        "situacion migratoria", "condicion migratoria", "inmigracion", "ciudadania", "ciudadano",
        "ciudadana", "indocumentado", "indocumentada", "tarjeta verde", "residencia legal",
        "residente permanente", "nacionalidad",
    ),
    "never-birth-country": (
        "country of birth", "birth country", "birthplace", "birth place", "place of birth",
        "city of birth", "born in", "country of origin", "national origin", "foreign born",
        "pais de nacimiento", "lugar de nacimiento", "ciudad de nacimiento", "pais de origen",
        "pais natal", "nacido en", "nacida en",
    ),
    "never-government-number": (
        "ssn", "ss number", "social security", "itin", "tax id", "taxpayer", "passport",
        "driver license", "drivers license", "driver s license", "national id", "matricula consular",
        "numero de seguro social", "seguro social", "nss", "numero de contribuyente", "pasaporte",
        "licencia de conducir", "licencia de manejar", "cedula", "curp", "dni",
    ),
    "never-birth-date": (
        "dob", "d o b", "date of birth", "birth date", "birthdate", "birthday", "birth year",
        "year of birth", "month of birth", "born", "born on", "fecha de nacimiento",
        "fecha nacimiento", "fecha nac", "ano de nacimiento", "nacimiento", "cumpleanos", "f nac",
    ),
    "never-criminal-record": (
        "criminal", "criminal record", "criminal history", "conviction", "convictions", "convicted",
        "felony", "felon", "misdemeanor", "arrest", "arrests", "arrested", "incarcerated",
        "incarceration", "justice involved", "justice impacted", "parole", "probation", "prison",
        "background check", "antecedentes", "antecedentes penales", "condena", "condenas", "delito",
        "delitos", "arresto", "arrestos", "carcel", "prision", "libertad condicional",
    ),
    "never-party": (
        "political party", "party affiliation", "party registration", "party preference",
        "party member", "registered party", "voter party", "party reg", "political affiliation",
        "voted for", "vote choice", "partido politico", "afiliacion politica",
        "afiliacion partidista", "partido registrado", "militancia", "voto por",
    ),
    "never-union-card": (
        "union card", "card number", "union card number", "union number", "union id",
        "union member number", "union membership number", "union member id", "card signed",
        "signed card", "authorization card", "carnet sindical", "tarjeta sindical",
        "credencial sindical", "numero sindical", "numero de afiliacion", "numero de afiliado",
        "tarjeta de autorizacion",
    ),
    "never-address": (
        "address", "home address", "street", "street address", "house number", "apt", "apt number",
        "apartment", "addr", "latitude", "longitude", "lat", "lng", "coordinates", "direccion",
        "domicilio", "calle", "departamento numero", "numero de casa", "apartamento",
        "codigo postal y calle", "latitud", "longitud",
    ),
}  # fmt: skip

# Refused only when the whole heading says just this: the words have other uses.
NEVER_ALONE = {"party": "never-party", "partido": "never-party", "tin": "never-government-number"}

_NOT_AN_ADDRESS = frozenset(
    [
        "email",
        "mail",
        "correo",
        "electronico",
        "electronica",
        "web",
        "website",
        "ip",
        "url",
        "city",
        "town",
        "state",
        "county",
        "zip",
        "postcode",
        "district",
        "neighborhood",
        "neighbourhood",
        "province",
        "region",
        "country",
        "ciudad",
        "municipio",
        "estado",
        "condado",
        "distrito",
        "barrio",
        "colonia",
        "provincia",
        "pais",
    ]
)
_GOVERNMENT_NUMBER = re.compile(r"\d{3}-\d{2}-\d{4}\Z")


def never_read(header: str, values: Sequence[str] = ()) -> Note | None:
    """Return the reason why a column is never read, or None if it may be.

    ``values`` are its cells, if known: a column of numbers shaped like a social security
    number is refused whatever its heading.
    """
    words = plain_heading(header)
    if words in NEVER_ALONE:
        return note(NEVER_ALONE[words])
    for code, phrases in NEVER.items():
        if _holds(words, phrases) and not (code == "never-address" and _is_elsewhere(words)):
            return note(code)
    return note("never-government-number") if _holds_numbers(values) else None


def _holds(words: str, phrases: tuple[str, ...]) -> bool:
    padded = f" {words} "
    return any(f" {phrase} " in padded for phrase in phrases)


def _is_elsewhere(words: str) -> bool:
    return not _NOT_AN_ADDRESS.isdisjoint(words.split())


def _holds_numbers(values: Sequence[str]) -> bool:
    filled = [value for value in values if value]
    shaped = sum(bool(_GOVERNMENT_NUMBER.match(value)) for value in filled)
    return shaped > 0 and shaped * 2 >= len(filled)
