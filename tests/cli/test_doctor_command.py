"""Doctor and the permission table."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

COMMAND = str(Path(sys.executable).with_name("thousandfold"))


def call(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **settings}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run([COMMAND, *words], env=env, capture_output=True, text=True, check=False)


def test_the_doctor_names_every_setting_and_hides_secrets(tmp_path):
    done = call(
        "doctor",
        "--no-check-database",
        THOUSANDFOLD_DATA=str(tmp_path),
        THOUSANDFOLD_SECRET="tell-nobody",
    )
    assert done.returncode == 0, done.stdout
    assert "THOUSANDFOLD_MAIL" in done.stdout
    assert "from the environment" in done.stdout
    assert "tell-nobody" not in done.stdout


def test_the_doctor_finds_a_folder_that_cannot_be_used(tmp_path):
    file = tmp_path / "a-file"
    file.write_text("")
    done = call(
        "doctor", "--no-check-database", THOUSANDFOLD_DATA=str(file), THOUSANDFOLD_DEBUG="yes"
    )
    assert done.returncode == 2
    assert "THOUSANDFOLD_DEBUG is yes" in done.stdout


def test_the_doctor_says_when_database_changes_wait(tmp_path):
    done = call("doctor", THOUSANDFOLD_DATA=str(tmp_path), THOUSANDFOLD_DATABASE="")
    assert done.returncode == 2
    assert "start the server once" in done.stdout


def test_the_permission_table_prints_with_sentences(tmp_path):
    done = call("permissions", THOUSANDFOLD_DATA=str(tmp_path))
    assert "role_give" in done.stdout
    assert "is an administrator of this host and has a second factor" in done.stdout


def test_a_taken_port_gets_a_sentence(tmp_path):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = call(
            "serve", "--port", port, "--address", "127.0.0.1", THOUSANDFOLD_DATA=str(tmp_path)
        )
    assert done.returncode == 2
    assert f"Port {port} is taken" in done.stderr
