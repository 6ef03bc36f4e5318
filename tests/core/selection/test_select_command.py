"""`thousandfold select`, as a person or a program calls it."""

import io
import json
import sys

import pytest
from pools_of_nominees import assembly

from thousandfold.cli import main as command_line
from thousandfold_core.selection import check

PEOPLE = """name,sector,side,score,home
Ana,faith,inside,4.5,H1
Bo,labour,outside,3,H1
Cy,faith;labour,outside,3,H2
Đào,labour,inside,5,H3
"""
TARGETS = "feature,value,min,max\nsector,faith,1,2\nside,inside,,1\n"


@pytest.fixture
def select(tmp_path, monkeypatch, capsys):
    """Run the command with files by name; return exit status, output and errors."""

    def run(*options, stdin: bytes = b"", **files):
        paths = {"people": PEOPLE, "targets": TARGETS, **files}
        for name, text in paths.items():
            raw = text if isinstance(text, bytes) else text.encode()
            (tmp_path / f"{name}.csv").write_bytes(raw)
        monkeypatch.chdir(tmp_path)
        given = [] if "-" in options[:1] else ["people.csv"]
        words = ["thousandfold", "select", *given, *options]
        words += [] if "--targets" in options else ["--targets", "targets.csv"]
        words += [] if "--rule" in options else ["--rule", "compose"]
        words += [] if "--size" in options else ["--size", "2"]
        monkeypatch.setattr(sys, "argv", words)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            command_line.main()
        said = capsys.readouterr()
        return ended.value.code or 0, said.out, said.err

    return run


def test_the_best_group_is_answered_as_json(select):
    status, out, _ = select("--id", "name", "--scores", "score", "--json")
    answer = json.loads(out)
    assert status == 0
    assert answer["rule"] == "compose"
    assert answer["size"] == 2
    assert answer["proved_optimal"] is True
    assert answer["minimum_chance"] is None
    assert answer["chances"] == {}
    assert answer["cohort"] == ["Cy", "Đào"]
    assert answer["total"] == 8
    assert answer["alternates"] == ["Ana", "Bo"][: len(answer["alternates"])]
    assert answer["seconds"] >= 0
    assert answer["explanation"][0]["text"].startswith("2 people, total score 8")


def test_without_ids_people_are_called_by_their_row(select):
    _, out, _ = select("--scores", "score", "--json")
    assert json.loads(out)["cohort"] == ["3", "4"]


def test_the_same_answer_is_printed_for_people(select):
    status, out, err = select("--id", "name", "--scores", "score", "--why", "Ana")
    assert (status, err) == (0, "")
    assert "Chosen: Cy, Đào" in out
    assert "Ana is not in" in out


def test_everyone_can_be_explained(select):
    _, out, _ = select("--id", "name", "--why", "all", "--json")
    explained = {one.get("person") for one in json.loads(out)["explanation"]}
    assert explained >= {"Ana", "Bo", "Cy", "Đào"}


def test_a_range_of_sizes_is_understood(select):
    _, out, _ = select("--scores", "score", "--size", "1-3", "--json")
    assert json.loads(out)["size"] == 3


def test_people_of_one_home_are_kept_apart(select):
    _, out, _ = select(
        "--id", "name", "--apart", "home", "--size", "3", "--json", targets=NO_TARGETS
    )
    assert len({"Ana", "Bo"} & set(json.loads(out)["cohort"])) == 1


NO_TARGETS = "feature,value,min,max\nside,inside,,\n"


def test_people_in_one_line_go_together(select):
    options = ("--id", "name", "--scores", "score", "--together", "pairs.csv", "--json")
    _, out, _ = select(*options, pairs="Bo,Đào\n", targets=NO_TARGETS)
    assert json.loads(out)["cohort"] == ["Bo", "Đào"]


def test_people_who_must_be_in_are_in(select):
    options = ("--id", "name", "--scores", "score", "--must", "must.csv", "--json")
    _, out, _ = select(*options, must="id\nBo\nCy\n")
    assert json.loads(out)["cohort"] == ["Bo", "Cy"]


def test_people_are_read_from_standard_input_with_a_byte_order_mark(select):
    stdin = b"\xef\xbb\xbf" + PEOPLE.encode()
    status, out, _ = select("-", "--id", "name", "--json", stdin=stdin)
    assert (status, json.loads(out)["size"]) == (0, 2)


def test_targets_may_be_headed_category_and_feature(select):
    status, out, _ = select("--json", targets="category,feature,min,max\nsector,faith,2,2\n")
    assert (status, json.loads(out)["cohort"]) == (0, ["1", "3"])


def test_semicolons_between_columns_are_understood(select):
    status, _, _ = select("--json", targets=TARGETS.replace(",", ";"))
    assert status == 0


def test_the_same_seed_gives_the_same_answer(select):
    answers = [select("--seed", "9", "--json")[1] for _ in range(2)]
    assert len({tuple(json.loads(answer)["cohort"]) for answer in answers}) == 1


def test_rules_that_cannot_be_met_end_with_three_and_repairs(select):
    status, out, _ = select("--json", targets="feature,value,min,max\nsector,faith,3,\n")
    answer = json.loads(out)
    assert status == 3
    assert answer["infeasible"] is True
    assert "You ask for 3 with sector: faith; only 2 can be chosen." in answer["facts"]
    change = answer["repairs"][0]["changes"][0]
    assert {key: change[key] for key in ("feature", "value", "bound", "from", "to")} == {
        "feature": "sector",
        "value": "faith",
        "bound": "min",
        "from": 3,
        "to": 2,
    }
    assert answer["repairs"][0]["cost"] == 11


def test_rules_that_cannot_be_met_are_explained_in_words(select):
    status, out, err = select(targets="feature,value,min,max\nsector,faith,3,\n")
    assert (status, out) == (3, "")
    assert "You ask for 3 with sector: faith; only 2 can be chosen." in err
    assert "Way out 1: Ask for 2 instead of 3 with sector: faith." in err


@pytest.mark.parametrize(
    ("options", "files", "words"),
    [
        ((), {"targets": "feature,value,min,max\nplace,x,1,2\n"}, "row 1 (not counting the header), column feature: people.csv has no column 'place'. Use one of: name, sector"),
        ((), {"targets": "feature,value,min,max\nside,Inside,1,2\n"}, "column value: Nobody has side: Inside, but people.csv has 'inside'"),
        ((), {"targets": "feature,value,min,max\nside,inside,one,2\n"}, "column min: 'one' is not a whole number. Write 0, 1, 2"),
        ((), {"targets": "feature,value,min,max\nside,inside,3,2\n"}, "column max: The maximum 2 is below the minimum 3"),
        ((), {"targets": "feature,value,min,max\nside,inside,1,2\nside,inside,1,2\n"}, "row 2 (not counting the header), column value: side: inside is there twice"),
        ((), {"targets": "a,b\n1,2\n"}, "targets.csv, header: The columns are not those of a targets file. Use the header feature,value,min,max"),
        ((), {"targets": ""}, "targets.csv: The file is empty."),
        ((), {"people": "name,sector,side\n"}, "people.csv: There is nobody in it. Add one row a person."),
        ((), {"people": "sector,sector,side\nx,y,inside\n"}, "people.csv, header: Two columns are called 'sector'"),
        ((), {"people": "sector,side\nx,inside,z\n"}, "people.csv, row 1 (not counting the header), column 3: There are 3 cells under 2 headers"),
        ((), {"people": 'sector,side\n"x,inside\n'}, "people.csv: Line 2 is not CSV"),
        ((), {"people": PEOPLE.encode("utf-16")}, "people.csv: The file is not text in UTF-8. Save the table as CSV (UTF-8)."),
        ((), {"people": PEOPLE.encode("latin-1", "replace") + b"\xe9"}, "not text in UTF-8"),
        (("--id", "nr"), {}, "people.csv, header: There is no column 'nr'"),
        (("--id", "side"), {}, "row 3 (not counting the header), column side: The id 'outside' is already in row 2"),
        (("--scores", "home"), {}, "row 1 (not counting the header), column home: 'H1' is not a number"),
        (("--size", "many"), {}, "--size: 'many' is no size. Give a number or a range: 16 or 12-20."),
        (("--size", "3-2"), {}, "--size: '3-2' is no size"),
        (("--rule", "leximin"), {}, "--rule: This version cannot choose by 'leximin'. Use: compose."),
        (("--must", "must.csv"), {"must": "9\n"}, "must.csv, row 1, column 1: Nobody has the id '9'"),
        (("--together", "pairs.csv"), {"pairs": "1\n"}, "pairs.csv, row 1, column 1: A line needs at least two different people"),
        (("--must", "none.csv"), {}, "none.csv: The file cannot be opened (No such file or directory)"),
        (("--why", "Zoe"), {}, "--why: Nobody has the id 'Zoe'"),
        (("-", "--must", "-"), {}, "-: Only one file can be read from here"),
    ],
)  # fmt: skip
def test_wrong_input_ends_with_two_and_says_where_and_what_to_do(select, options, files, words):
    status, out, err = select(*options, **files)
    assert (status, out) == (2, "")
    assert words in err


def test_a_file_like_a_published_one_is_answered_within_all_quotas(select):
    pool, rules = assembly(2)
    features = ["gender", "age", "education", "place"]
    lines = [",".join(features)]
    for one in pool:
        values = dict(one.groups)
        lines.append(",".join(values[feature] for feature in features))
    asked = [rule for rule in rules if hasattr(rule, "feature")]
    table = [f"{rule.feature},{rule.value},{rule.minimum},{rule.maximum}" for rule in asked]
    targets = "category,feature,min,max\n" + "\n".join(table)
    people = "\n".join(lines)
    _, out, _ = select("--size", "22", "--json", people=people, targets=targets)
    chosen = [pool.people[int(one) - 1] for one in json.loads(out)["cohort"]]
    assert not check(chosen, [rules[0], *asked])
