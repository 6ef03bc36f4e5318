"""Values that no form expects: each once broke a program somewhere."""

from __future__ import annotations

from random import Random

MEGABYTE = "x" * 1_000_000
TEXTS = (
    "\0",
    "a\0b",
    "\ud800",
    "a\udfffb",
    "\u202eevil\u202c",
    "\u2066\u2067\u2068",
    "\u200b\u200d\ufeff",
    "مرحبا بالعالم",
    "שלום\u200f!",
    "👩\u200d🌾🏳️\u200d🌈",
    "Z\u0351\u036b\u0343\u036a\u0302\u036b" * 40,
    "\x01\x08\x1b[31m\x7f",
    "\r\n\r\n",
    "a\r\nBcc: everybody@x.example",
    " ",
    "\u3000\u00a0\t",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7|add:7 }}{% include 'x' %}",
    "%s%n%(n)d{0}{x.__class__}",
    "' OR 1=1; --",
    "\\\\\\'\\\"",
    "%_%\\%",
    "../../../etc/passwd",
    "javascript:alert(1)",
    "=1+1",
    "null",
    "[]",
    "{}",
    "[" * 2000,
    '{"a": {"b": [1, 2',
    "\uffff\ufffe\U0010ffff",
    "ﷺ" * 300,
    "İıſß",
    "x" * 70_000,
)
NUMBERS = (
    "-1",
    "0",
    "-0",
    "²",
    "٣",
    "1_0",
    "0x10",
    "1e400",
    "-1e-400",
    "NaN",
    "Infinity",
    "9" * 400,
    "9" * 5000,
    "2147483648",
    "9223372036854775808",
    "-9223372036854775809",
    "1.5",
    "1,5",
    "+7",
    " 7 ",
)
MOMENTS = (
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "99999-01-01",
    "2026-02-30",
    "2026-13-01",
    "-2026-01-01",
    "2026-W01-1",
    "24:00",
    "25:99",
    "00:00:00.0000000001",
    "0001-01-01T00:00",
    "9999-12-31T23:59",
    "2026-03-08T02:30",
    "1e9",
)
NAMES_OF_THINGS = (
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "{01a20290-7a80-7351-aa87-af0d650c9ee0}",
    "urn:uuid:01a20290-7a80-7351-aa87-af0d650c9ee0",
    "01a20290",
    "not-a-thing",
)
ADDRESSES = (
    "a@b@c",
    "a@" + "x" * 300 + ".example",
    '"a b"@x.example',
    "ana@xn--.example",
    "ana@[127.0.0.1]",
    "http://[",
    "http://[::1",
    "https://\u2100.example/",
    "//x.example",
    "http://user:pass@x.example:99999/",
    "data:text/html,<script>alert(1)</script>",
)
EVERYTHING = (*TEXTS, *NUMBERS, *MOMENTS, *NAMES_OF_THINGS, *ADDRESSES)


def value(chance: Random) -> str:
    """Any of them; a megabyte now and then."""
    return MEGABYTE if chance.random() < 0.004 else chance.choice(EVERYTHING)


def short(chance: Random) -> str:
    """One that fits into an address."""
    return chance.choice([one for one in EVERYTHING if len(one) < 500])
