"""`thousandfold kept` prints what is stored, and what is due at a host."""

from __future__ import annotations

import json

import pytest

from factories.hosts import make_host
from thousandfold.cli.kept import NoSuchHost, kept


def test_it_prints_every_table_with_its_reason(db, capsys):
    kept(host="", as_json=False)
    said = capsys.readouterr().out
    assert "What you said in exercises: Your own words" in said
    assert "Erasing: deleted." in said


def test_programs_get_the_same(db, capsys):
    make_host()
    kept(host="south-bay", as_json=True)
    said = json.loads(capsys.readouterr().out)
    assert {"kept", "due"} == set(said)
    assert any(one["table"] == "base.Account" for one in said["kept"])


def test_a_host_that_is_not_here_is_said(db):
    with pytest.raises(NoSuchHost):
        kept(host="nowhere", as_json=False)
