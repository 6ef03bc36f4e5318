"""The files that a server is set up from name what there is: commands, options, settings."""

from __future__ import annotations

import re
import shlex

import pytest

from thousandfold.cli.register import command
from thousandfold.settings.known import KNOWN, read
from trust.supply.locks import ROOT

DEPLOY = ROOT / "deploy"
UNIT = (DEPLOY / "thousandfold.service").read_text(encoding="utf-8")
SETTINGS = (DEPLOY / "thousandfold.env.example").read_text(encoding="utf-8")


def unknown_options(unit: str) -> list[str]:
    """Words of the started command that our command line does not know."""
    line = re.search(r"(?m)^ExecStart=(.*)$", unit)
    assert line
    _program, name, *words = shlex.split(line[1])
    known = {option for one in command(name).params for option in one.opts}
    return [word for word in words if word.startswith("--") and word not in known]


def unknown_settings(text: str) -> list[str]:
    """Settings of a file, in use or put aside, that nobody reads."""
    names = {one.name for one in KNOWN}
    opened = re.sub(r"(?m)^#(?=[A-Z])", "", text)
    return [name for name in read(opened) if name not in names]


def test_the_service_starts_what_there_is() -> None:
    assert unknown_options(UNIT) == []


def test_the_example_sets_what_there_is() -> None:
    assert unknown_settings(SETTINGS) == []


@pytest.mark.sabotage("test_the_service_starts_what_there_is")
def test_an_option_that_there_is_not_is_noticed() -> None:
    assert unknown_options(UNIT.replace("--servers", "--processes")) == ["--processes"]


@pytest.mark.sabotage("test_the_example_sets_what_there_is")
def test_a_setting_that_nobody_reads_is_noticed() -> None:
    assert unknown_settings(SETTINGS + "#THOUSANDFOLD_CACHE=1\n") == ["THOUSANDFOLD_CACHE"]


@pytest.mark.parametrize("proxy", ["Caddyfile", "nginx.conf"])
def test_a_proxy_hides_the_counts_and_keeps_no_log_of_visits(proxy: str) -> None:
    text = (DEPLOY / proxy).read_text(encoding="utf-8")
    assert "/metrics" in text and ("output discard" in text or "access_log off" in text)
