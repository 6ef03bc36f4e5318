# SPDX-License-Identifier: Apache-2.0
"""Headings that people write for common fields, in English and Spanish.

For callers of ``mapping.suggest``: ``Field("email", "E-mail", SPELLINGS["email"], "email")``.
Case, accents, signs and filler words need no spelling of their own.
"""

from __future__ import annotations

SPELLINGS: dict[str, tuple[str, ...]] = {
    "reference": (
        "id", "unique id", "record id", "external id", "reference", "nationbuilder id", "van id",
        "vanid", "respondent id", "constituent id", "contact id", "referencia", "identificador",
    ),
    "full_name": (
        "name", "full name", "nominee", "nominee name", "nombre completo", "nombre y apellido",
        "nombre y apellidos", "nombres y apellidos", "persona nominada",
    ),
    "given_name": (
        "first name", "given name", "given names", "forename", "first", "fname", "firstname",
        "nombre", "nombres", "primer nombre", "nombre de pila",
    ),
    "family_name": (
        "last name", "family name", "surname", "last", "lname", "lastname", "last names",
        "apellido", "apellidos", "primer apellido",
    ),
    "email": (
        "email", "e-mail", "email address", "e-mail address", "mail", "correo",
        "correo electronico", "direccion de correo electronico", "direccion de correo",
    ),
    "phone": (
        "phone", "phone number", "telephone", "telephone number", "mobile", "mobile number",
        "mobile phone", "cell", "cell phone", "cellphone", "cell number", "tel", "whatsapp",
        "telefono", "numero de telefono", "celular", "movil", "telefono celular", "telefono movil",
    ),
    "organisation": (
        "organisation", "organization", "org", "organization name", "organisation name", "group",
        "affiliation", "organizacion", "nombre de la organizacion", "agrupacion", "entidad",
    ),
    "sector": ("sector", "organization type", "type of organization", "tipo de organizacion"),
    "role": ("role", "title", "job title", "position", "cargo", "puesto", "rol", "titulo"),
    "town": (
        "town", "city", "municipality", "town or city", "city/town", "ciudad", "municipio",
        "localidad", "pueblo", "ciudad o pueblo",
    ),
    "district": (
        "district", "ward", "neighborhood", "neighbourhood", "council district", "distrito",
        "barrio", "colonia", "vecindario", "distrito municipal",
    ),
    "languages": (
        "language", "languages", "languages spoken", "preferred language", "idioma", "idiomas",
        "lengua", "idioma preferido", "idiomas que habla",
    ),
    "nominated_by": (
        "nominated by", "nominator", "nominator name", "referred by", "nominado por",
        "nominada por", "quien nomina", "recomendado por",
    ),
    "notes": ("notes", "note", "comments", "comment", "reason", "notas", "comentarios", "motivo"),
}  # fmt: skip
