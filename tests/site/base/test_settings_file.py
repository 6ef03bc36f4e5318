"""The file of settings: plain lines, and whatever is none is said by its number alone."""

from __future__ import annotations

import pytest

from thousandfold.settings import known


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("A=one", "one"),
        ("  A = one  ", "one"),
        ("export A=one", "one"),
        ("A='one two'", "one two"),
        ('A="one"', "one"),
        ("A=pass#word", "pass#word"),
        ("A=a=b", "a=b"),
        ("A=", ""),
        ("A='", "'"),
    ],
)
def test_a_line_is_a_name_and_a_value(line, value):
    assert known.read(f"# remark\n\n{line}\n") == {"A": value}


@pytest.mark.parametrize("line", ["no equals sign", "two words=1", "=1"])
def test_another_line_is_told_by_its_number(line):
    with pytest.raises(ValueError, match=r"^Line 2 of the settings is not NAME=value\.$"):
        known.read(f"A=1\n{line}")


def test_the_environment_wins(tmp_path, monkeypatch):
    file = tmp_path / "settings.env"
    file.write_text("THOUSANDFOLD_MAIL_FROM=file\nTHOUSANDFOLD_TIMEZONE=Europe/Lisbon\n")
    monkeypatch.setenv("THOUSANDFOLD_SETTINGS", str(file))
    monkeypatch.setenv("THOUSANDFOLD_MAIL_FROM", "environment")
    monkeypatch.setenv("THOUSANDFOLD_TIMEZONE", "")
    monkeypatch.delenv("THOUSANDFOLD_TIMEZONE")
    known.load()
    assert known.value("THOUSANDFOLD_MAIL_FROM") == "environment"
    assert known.value("THOUSANDFOLD_TIMEZONE") == "Europe/Lisbon"
