"""What a database looks like, to be held against what it looked like before."""

from __future__ import annotations

from typing import Any

from django.db import connection

CATALOGUE = (
    "SELECT table_name, column_name, data_type, is_nullable, column_default, "
    "character_maximum_length FROM information_schema.columns WHERE table_schema = 'public'",
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
)


def exact() -> list[Any]:
    """Everything the database says of its own tables; two that are alike are the same."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
            return sorted(map(str, cursor.fetchall()))
        found = []
        for question in CATALOGUE:
            cursor.execute(question)
            found += sorted(map(str, cursor.fetchall()))
        return found


def meant() -> list[Any]:
    """The same without the order of columns, which SQLite keeps as they came."""
    if connection.vendor != "sqlite":
        return exact()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return sorted((name, sorted(_parts(sql))) for name, sql in cursor.fetchall())


def _parts(sql: str) -> list[str]:
    """What stands between the commas of the outermost brackets."""
    found, depth, quoted = [""], 0, ""
    for letter in sql:
        if quoted:
            quoted = "" if letter == quoted else quoted
        elif letter in "'\"":
            quoted = letter
        else:
            depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 1 and not quoted:
            found.append("")
        else:
            found[-1] += letter
    first, bracket, rest = found[0].partition("(")
    last = (
        found[-1].rstrip().removesuffix(")") if len(found) > 1 else rest.rstrip().removesuffix(")")
    )
    middle = [rest, *found[1:-1], last] if len(found) > 1 else [last]
    return [first.strip() + bracket, *(one.strip() for one in middle)]
