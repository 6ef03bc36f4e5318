"""`thousandfold kept` prints what is stored, and what is due at a host."""

from __future__ import annotations

import pytest

from thousandfold.cli.kept import NoSuchHost, kept


def test_it_prints_every_table_with_its_reason(db, capsys):
    kept(host="")
    said = capsys.readouterr().out
    assert "What you said in exercises: Your own words" in said
    assert "Erasing: deleted." in said


def test_a_host_that_is_not_here_is_said(db):
    with pytest.raises(NoSuchHost):
        kept(host="nowhere")
