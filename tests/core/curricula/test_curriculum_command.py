"""`thousandfold curriculum`: what it prints and how it leaves."""

from __future__ import annotations

import json
import os

import pytest
import typer
from curriculum_sample import good, spoiled, swap
from typer.testing import CliRunner

from thousandfold.cli import curriculum
from thousandfold.curriculum import folders
from thousandfold_core.curricula import archive, unsafe

TREE, TREE_ES = "activities/tree/en.md", "activities/tree/es.md"


@pytest.fixture
def run():
    app = typer.Typer()
    curriculum.register(app)

    @app.callback()
    def _together() -> None:
        """Keep the group's name, as beside other commands."""

    return lambda *words: CliRunner().invoke(app, ["curriculum", *map(str, words)])


def written(folder, files):
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="")
    return folder


def test_good_package_leaves_with_0(run, tmp_path):
    result = run("check", written(tmp_path, good()))
    assert result.exit_code == 0
    assert result.output == (
        "small 1.0.0: 1 sessions, 2 activities; 0 errors, 0 warnings, 0 notes.\n"
    )


def test_error_is_printed_with_file_and_line_and_leaves_with_2(run, tmp_path):
    files = spoiled(swap(TREE, "Draw your roots.\n:::", "Draw your roots."))
    result = run("check", written(tmp_path, files))
    assert result.exit_code == 2
    assert "activities/tree/en.md:16: error block-open: This step block is not" in result.output


def test_warnings_are_printed_and_leave_with_0(run, tmp_path):
    files = spoiled(swap(TREE, "Draw your roots.", "Draw roots."))
    result = run("check", written(tmp_path, files))
    assert result.exit_code == 0
    assert "warning translation-stale" in result.output


def test_json_holds_the_digest_and_each_finding(run, tmp_path):
    files = spoiled(swap(TREE, "Draw your roots.", "Draw roots."))
    result = run("check", written(tmp_path, files), "--json")
    answer = json.loads(result.output)
    assert len(answer["package"]["digest"]) == 64
    assert (answer["errors"], answer["warnings"], answer["notes"]) == (0, 1, 0)
    assert answer["findings"][0] == {
        "level": "warning",
        "file": TREE_ES,
        "line": 17,
        "code": "translation-stale",
        "params": {"id": "roots"},
        "text": "The source of roots has changed since. Translate it again, then run stamp.",
    }


def test_zip_and_folder_are_the_same_package(run, tmp_path):
    zipped = tmp_path / "small.thousandfold"
    zipped.write_bytes(archive.pack({path: text.encode() for path, text in good().items()}))
    folder = written(tmp_path / "small", good())
    answers = [json.loads(run("check", each, "--json").output) for each in (zipped, folder)]
    assert answers[0] == answers[1]


def test_stamp_rewrites_only_the_translation(run, tmp_path):
    files = spoiled(swap(TREE, "Draw your roots.", "Draw roots."))
    written(tmp_path, files)
    result = run("stamp", tmp_path, "--language", "es")
    assert (result.exit_code, result.output) == (0, f"{TREE_ES}\n1 files stamped.\n")
    changed = {p: (tmp_path / p).read_text(encoding="utf-8") for p in files}
    assert [path for path in files if changed[path] != files[path]] == [TREE_ES]
    assert "0 warnings" in run("check", tmp_path).output


def test_stamp_keeps_the_line_ends_of_other_systems(run, tmp_path):
    files = spoiled(swap(TREE, "Draw your roots.", "Draw roots."))
    files[TREE_ES] = files[TREE_ES].replace("\n", "\r\n")
    written(tmp_path, files)
    run("stamp", tmp_path, "--language", "es")
    after = (tmp_path / TREE_ES).read_bytes()
    assert after.count(b"\r\n") == after.count(b"\n")


def test_zip_cannot_be_stamped(run, tmp_path):
    zipped = tmp_path / "small.thousandfold"
    zipped.write_bytes(archive.pack({"package.toml": b""}))
    result = run("stamp", zipped, "--language", "es")
    assert isinstance(result.exception, curriculum.StampNeedsFolder)


def test_what_is_no_package_is_refused_with_the_shipped_ones(run):
    result = run("check", "no-such-thing")
    assert isinstance(result.exception, folders.NoPackage)
    assert "values-based-leadership" in str(result.exception)


def test_shipped_package_is_found_by_its_id(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert folders.load_package("values-based-leadership").id == "values-based-leadership"


def test_hidden_files_and_editors_copies_are_left_out(tmp_path):
    written(tmp_path, {**good(), ".git/x.md": "x", "package.toml~": "x"})
    assert set(folders.read_files(tmp_path)) == set(good())


def test_link_in_a_folder_is_refused(tmp_path):
    written(tmp_path, good())
    os.symlink("/etc/hostname", tmp_path / "notes.md")
    with pytest.raises(folders.LinkInFolder, match=r"notes\.md is a link"):
        folders.read_files(tmp_path)


def test_folder_of_too_many_files_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(unsafe, "MOST_MEMBERS", 3)
    with pytest.raises(folders.PackageTooLarge):
        folders.read_files(written(tmp_path, good()))


def test_renamed_binary_is_refused_with_a_sentence(tmp_path):
    (tmp_path / "x.thousandfold").write_bytes(b"\x89PNG")
    with pytest.raises(unsafe.NotAnArchive, match="no zip file that can be read"):
        folders.load_package(tmp_path / "x.thousandfold")
