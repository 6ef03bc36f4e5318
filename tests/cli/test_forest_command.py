"""`thousandfold forest` answers with the promised keys and refuses with a sentence."""

import json
import random
import sys

import pytest
import typer
from typer.testing import CliRunner

from thousandfold.cli import forest
from thousandfold_core.errors import WrongInput

PLANKS = "id,a,b,c,d\n" + "".join(
    f"v{i},{cells}\n"
    for i, cells in enumerate(
        ["0,0,1,1"] * 3 + ["1,1,0,0"] * 2 + ["1,0,1,0"] * 2 + ["0,1,0,1"], start=1
    )
)


@pytest.fixture
def run():
    app = typer.Typer()
    forest.register(app)

    def call(*words, stdin=None):
        return CliRunner().invoke(app, ["forest", *words], input=stdin)

    return call


def refused(result):
    assert isinstance(result.exception, WrongInput), result.output
    return str(result.exception)


def two_blocks():
    header = ",".join(["id", *(f"s{j}" for j in range(20))])
    rows = [f"p{i}," + ",".join(["1" if i < 5 else "-1"] * 20) for i in range(9)]
    return "\n".join([header, *rows]) + "\n"


def test_camps_have_the_promised_keys_and_list_ids(run):
    result = run("camps", "-", "--seed", "4", "--json", stdin=two_blocks())
    answer = json.loads(result.stdout)
    assert answer["camps"] == [[f"p{i}" for i in range(5)], [f"p{i}" for i in range(5, 9)]]
    assert (answer["gate_p"], answer["stability"]) == (0.001, 1.0)
    assert answer["reason"] == "Two camps of 5 and 4 people."
    first = answer["bridging"][0]
    assert {"statement", "support", "worst_group_support"} <= set(first)
    assert first["worst_group_support"] == pytest.approx(1 / 6)


def test_without_camps_the_answer_is_null(run):
    luck = random.Random(5)
    cells = [",".join(luck.choice(["1", "-1", "0", ""]) for _ in range(24)) for _ in range(16)]
    table = "\n".join([",".join(f"s{j}" for j in range(24)), *cells])
    answer = json.loads(run("camps", "-", "--json", stdin=table).stdout)
    assert answer["camps"] is None
    assert answer["reason_code"] == "camps-gate-closed"


def test_without_an_id_column_people_are_called_by_their_row(run):
    table = two_blocks().replace("id,", "x,").replace("p", "")
    table = "\n".join(line.split(",", 1)[1] for line in table.splitlines())
    answer = json.loads(run("camps", "-", "--json", stdin=table).stdout)
    assert answer["camps"][0] == ["1", "2", "3", "4", "5"]


def test_the_same_seed_gives_the_same_answer(run):
    luck = random.Random(6)
    cells = [",".join(luck.choice(["1", "-1"]) for _ in range(20)) for _ in range(12)]
    table = "\n".join([",".join(f"s{j}" for j in range(20)), *cells])
    answers = {run("camps", "-", "--seed", "8", "--json", stdin=table).stdout for _ in range(2)}
    assert len(answers) == 1


def test_the_table_for_people_says_the_same(run):
    shown = run("camps", "-", stdin=two_blocks()).stdout
    assert "Camp 2 (4): p5, p6, p7, p8" in shown
    assert "s0: 5 of 9, at least 0 of 4 in every camp" in shown


def test_planks_are_those_of_the_published_example(run, tmp_path):
    # Lackner and Skowron 2023, Example 2.12.
    path = tmp_path / "approvals.csv"
    path.write_text(PLANKS, encoding="utf-8")
    answer = json.loads(run("planks", str(path), "--choose", "3", "--json").stdout)
    assert (answer["adopted"], answer["left_open"]) == (["c", "a"], 1)
    assert answer["represented"] == {
        **dict.fromkeys(["v1", "v2", "v3", "v4", "v5"], 1),
        "v6": 2,
        "v7": 2,
        "v8": 0,
    }


def test_planks_can_be_completed(run):
    answer = json.loads(
        run("planks", "-", "--choose", "3", "--complete", "--json", stdin=PLANKS).stdout
    )
    assert (answer["adopted"], answer["completed"]) == (["c", "a", "d"], ["d"])


def test_planks_in_words(run):
    shown = run("planks", "-", "--choose", "3", stdin=PLANKS).stdout
    assert "Adopted: c, a\nLeft open: 1\nBy approvals alone: c, a, d" in shown


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("id,s\na,2\n", "standard input, row 2, column “s”: “2” is not a vote."),
        ("id,s\na,1\n\nb,yes\n", "row 4, column “s”: “yes” is not a vote."),
        ("id,s\na,1,1\n", "row 2: there are 3 cells under 2 headers."),
        ("id,s,s\na,1,1\n", "row 1, column 3: “s” is there twice."),
        ("id,s,\na,1,1\n", "row 1, column 3: the header is empty."),
        ("id,s\na,1\na,1\n", "row 3: the id “a” is there twice."),
        ("id,s\n,1\n", "row 2: the id is empty."),
        ("id\na\n", "there is no column to vote on."),
        ("id,s\n", "there are no people in it."),
        ("", "there are no people in it."),
        ('id,s\na,"1\n', "this is not CSV"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_its_place(run, table, said):
    assert said in refused(run("camps", "-", stdin=table))


def test_a_pass_is_not_an_approval(run):
    assert "“-1” is not a vote. Write 1 (approve) or 0." in refused(
        run("planks", "-", "--choose", "1", stdin="id,a\nx,-1\n")
    )


def test_a_missing_file_is_named(run, tmp_path):
    assert "nowhere.csv" in refused(run("camps", str(tmp_path / "nowhere.csv")))


def test_a_file_in_another_encoding_is_refused(run, tmp_path):
    path = tmp_path / "wide.csv"
    path.write_text("id,s\na,1\n", encoding="utf-16")
    assert "Save it as CSV UTF-8" in refused(run("camps", str(path)))


@pytest.mark.parametrize("table", ["id;s\na;1\n", "id\ts\na\t1\n", "\ufeffid,s\na, 1 \n,\n"])
def test_semicolons_tabs_a_mark_and_an_empty_last_line_are_fine(run, table):
    result = run("camps", "-", stdin=table)
    assert "s: 1 of 1" in result.stdout


def test_a_minus_sign_from_a_word_processor_is_read(run):
    assert "s: 0 of 1" in run("camps", "-", stdin="id,s\na,\N{MINUS SIGN}1\n").stdout


def test_wrong_input_ends_with_status_two_and_a_sentence(monkeypatch, capsys, tmp_path):
    from thousandfold.cli import main

    path = tmp_path / "bad.csv"
    path.write_text("id,s\na,7\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["thousandfold", "forest", "camps", str(path)])
    with pytest.raises(SystemExit) as ended:
        main.main()
    assert ended.value.code == 2
    assert "row 2, column “s”" in capsys.readouterr().err
