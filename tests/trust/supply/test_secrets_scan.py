"""Nothing in the repository looks like a secret; planted ones are found and never repeated."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from trust.supply.locks import ROOT
from trust.supply.test_licences import tool

secrets_scan = tool("secrets_scan")

#: Made up here, in pieces, so that this file does not look like one that holds secrets.
PLANTED = {
    "private key": "-----BEGIN RSA " + "PRIVATE KEY-----",
    "age key": "AGE-SECRET-" + "KEY-1" + "Q" * 58,
    "cloud key": "AKIA" + "ABCDEFGHIJKLMNOP",
    "forge token": "ghp_" + "a1B2" * 9,
    "registry token": "pypi-" + "AgEIcHlwaS5vcmc" * 4,
    "chat token": "xoxb-" + "1234567890-abcdefghij" * 2,
    "signed token": "eyJ"
    + "hbGciOiJIUzI1NiJ9."
    + "eyJ"
    + "zdWIiOiIxMjM0NTY3."
    + "SflKxwRJSMeKKF2QT4",
    "named secret": "SIGNING_" + 'KEY = "q9XzL2mV7bRt4KpW8nYc3Hd6"',
}


def test_nothing_in_the_repository_looks_like_a_secret() -> None:
    assert secrets_scan.findings(ROOT) == []


@pytest.mark.sabotage("test_nothing_in_the_repository_looks_like_a_secret")
@pytest.mark.parametrize("kind", sorted(PLANTED))
def test_a_planted_secret_is_noticed(tmp_path: Path, kind: str) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "settings.py").write_text(f"x = 1\n{PLANTED[kind]}\n")
    assert secrets_scan.findings(tmp_path) == [f"settings.py: {kind}"]


def test_words_are_no_secrets() -> None:
    assert not list(secrets_scan.suspicious('token_name = "the-name-of-a-token-of-ours"'))
