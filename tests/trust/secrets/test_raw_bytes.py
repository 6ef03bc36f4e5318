"""What is closed is in no byte that lies on a disk: database, log of changes, backup, logs."""

from __future__ import annotations

import gzip
import logging
import os
import secrets
import shutil
import subprocess
import sys
import tarfile
from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from factories.hosts import make_host
from thousandfold.base.keystore import lock
from thousandfold.base.running.quiet_logs import QuietFormatter
from thousandfold.base.scope import inside
from thousandfold.base.sealed import receipt, requests, stewards
from thousandfold.base.secrets import Sealed, SealedText
from trust.secrets.rows import Rows, closed_fields, closed_models, like

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]

PROBE = "sealed_probe"
#: Our command, on the tests' database.
BACKUP = """
import sys
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
sys.argv = ["thousandfold", "backup", sys.argv[2]]
from thousandfold.cli.main import main
main()
"""


@pytest.fixture
def tokens(monkeypatch) -> Iterator[dict[str, str]]:
    """A word by chance in every closed field of a row of every table, and in a sealed request."""
    monkeypatch.setattr(lock, "MEMORY", 8192)
    monkeypatch.setattr(lock, "PASSES", 1)
    planted: dict[str, str] = {}
    host = make_host()
    with inside(host):
        rows = Rows(host)
        for model in closed_models():
            row = rows.of(model)
            for each, field in closed_fields():
                if each is model:
                    name = f"{model._meta.label}.{field.name}"
                    planted[name] = _word()
                    setattr(row, field.name, like(field, planted[name]))
            row.save()
    planted["a sealed request"] = _word()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {PROBE} (words text)")
        cursor.execute(f"INSERT INTO {PROBE} VALUES (%s)", [_sealed(planted["a sealed request"])])
    yield planted
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {PROBE}")


def _word() -> str:
    return f"canary{secrets.token_hex(8)}"


def _sealed(word: str) -> str:
    steward, _ = stewards.enrol("five words that nobody guesses")
    made = requests.seal(
        {"from": word, "words": word, "attached": [requests.attached(word, word, word.encode())]},
        stewards={steward.inbox: steward.public},
        receipt=receipt.new_receipt(),
        day=date(2026, 3, 7),
    )
    return requests.to_stored(made)


def forms(word: str) -> list[bytes]:
    """A word as it may lie in a file: plain, in capitals, wide, in hex, in base64 at any place."""
    raw = word.encode()
    coded = [b64encode(b"x" * shift + raw)[4:-4] for shift in range(3)]
    return [raw, raw.upper(), word.encode("utf-16-le"), raw.hex().encode(), *coded]


def seen_on_disk(planted: dict[str, str], folder: Path, monkeypatch) -> dict[str, list[str]]:
    """Planted words that can be read in a file, by the place they were planted in."""
    log = folder / "site.log"
    _break_a_page(log, planted, monkeypatch)
    _back_up(folder)
    places = {str(one): one.read_bytes() for one in _files(folder)}
    found: dict[str, list[str]] = {}
    for name, word in planted.items():
        hits = [where for where, raw in places.items() if any(f in raw for f in forms(word))]
        if hits:
            found[name] = hits
    return found


def _files(folder: Path) -> list[Path]:
    data = [one for one in Path(settings.DATA).rglob("*") if one.is_file()]
    return [*data, *(one for one in folder.rglob("*") if one.is_file())]


def _break_a_page(log: Path, planted: dict[str, str], monkeypatch) -> None:
    """A page that fails with every planted word in its hands, logged as the site logs."""
    from thousandfold.base.views.pages import Page

    def broken(self, **kwargs):
        held = dict(planted)
        raise ValueError(" ".join(held.values()))

    handler = logging.FileHandler(log)
    spec = settings.LOGGING["formatters"]["line"]
    handler.setFormatter(QuietFormatter(fmt=spec["format"], style=spec["style"]))
    logging.getLogger().addHandler(handler)
    logging.getLogger("django").addHandler(handler)
    try:
        with monkeypatch.context() as broke:
            broke.setattr(Page, "get_context_data", broken)
            Client(raise_request_exception=False).get("/join/")
    finally:
        logging.getLogger().removeHandler(handler)
        logging.getLogger("django").removeHandler(handler)
        handler.close()
    assert "/join/" in log.read_text()


def _back_up(folder: Path) -> None:
    """A backup by our command, as it is and unpacked; a dump of PostgreSQL as plain SQL."""
    file = folder / "one.backup"
    database = str(connection.settings_dict["NAME"])
    command = [sys.executable, "-c", BACKUP, database, str(file)]
    env = {**os.environ, "THOUSANDFOLD_DATA": str(settings.DATA)}
    subprocess.run(command, env=env, check=True, capture_output=True)
    with gzip.open(file) as packed:
        (folder / "unpacked").write_bytes(packed.read())
    with tarfile.open(file) as packed:
        packed.extractall(folder / "out", filter="data")
    for dump in (folder / "out").rglob("*.pgdump"):
        words = [shutil.which("pg_restore") or "pg_restore", "-f", f"{dump}.sql", str(dump)]
        subprocess.run(words, check=True)


def test_no_closed_word_is_in_any_byte_on_the_disk(tokens, tmp_path: Path, monkeypatch):
    assert len(tokens) > 15
    assert seen_on_disk(tokens, tmp_path, monkeypatch) == {}


@pytest.mark.sabotage("test_no_closed_word_is_in_any_byte_on_the_disk")
def test_words_that_are_only_coded_are_noticed(monkeypatch, request, tmp_path: Path):
    import nacl.bindings

    monkeypatch.setattr(
        nacl.bindings, "crypto_aead_xchacha20poly1305_ietf_encrypt", lambda inside, *_: inside
    )
    monkeypatch.setattr(
        SealedText, "close", lambda field, row, value: Sealed(field.to_words(value))
    )
    planted = request.getfixturevalue("tokens")
    assert set(seen_on_disk(planted, tmp_path, monkeypatch)) == set(planted)
