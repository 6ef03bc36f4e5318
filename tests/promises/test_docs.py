"""The documentation says what is so: links lead somewhere, and pages name what there is."""

from __future__ import annotations

import ast
import json
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest
from typer.testing import CliRunner

from thousandfold.base.stage import REGISTERING
from thousandfold.cli.main import app
from thousandfold.cli.register import COMMANDS, command
from thousandfold_core.exercise import Reach
from thousandfold_core.exercise.door import admit
from thousandfold_core.exercise.rehearsal import rehearsed

ROOT = Path(__file__).resolve().parents[2]
OURS = ("object-share", "me-tree", "forest", "closing")
AT_THE_TOP = ("README.md", "CONTRIBUTING.md", "WHY.md", "CHANGELOG.md", "licences/README.md")
PAGES = [*(ROOT / name for name in AT_THE_TOP), *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"(?<!`)\[[^\]]*\]\(([^)\s]+)\)")


def text_of(page: str) -> str:
    return (ROOT / "docs" / page).read_text(encoding="utf-8")


# --- links -----------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_relative_link_leads_somewhere(page):
    assert [link for link in links_in(page) if not leads_somewhere(page, link)] == []


def links_in(page: Path) -> list[str]:
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.S | re.M)
    return [link for link in LINK.findall(text) if not re.match(r"[a-z]+:", link)]


def leads_somewhere(page: Path, link: str) -> bool:
    path, _, anchor = link.partition("#")
    target = (page.parent / path) if path else page
    return target.exists() and (not anchor or anchor in anchors_of(target))


def anchors_of(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.M)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}


def test_a_link_that_leads_nowhere_is_seen(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# Here\n[a](gone.md) [b](page.md#here) [c](#away) [d](https://x.org)\n")
    bad = [link for link in links_in(page) if not leads_somewhere(page, link)]
    assert bad == ["gone.md", "#away"]


# --- names of files and of commands in a text -------------------------------------------

FILE = re.compile(r"`([\w./-]*/[\w.-]+\.(?:py|md|html|css|js|csv|toml|sh|lock|zip))`")
FOLDER = re.compile(r"`((?:tests|tools|benchmarks|docs|licences|requirements|src)/[\w./-]*)`")
RUN = re.compile(r"`(?:\./run|thousandfold) ([a-z][\w-]*)[^`]*`")


def plain(page: Path) -> str:
    return re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.S | re.M)


@pytest.fixture(scope="module")
def files() -> list[str]:
    """Every file of the source, by its path."""
    folders = ("src", "tests", "tools", "benchmarks", "docs", "requirements", "licences")
    there = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file()]
    return [f"/{path.relative_to(ROOT).as_posix()}" for path in there]


def not_there(text: str, files: list[str]) -> list[str]:
    """Files that a text names, whole or by the end of their path, and that do not exist."""
    ends = [name for name in FILE.findall(text) if not any(f.endswith(f"/{name}") for f in files)]
    return ends + [name for name in FOLDER.findall(text) if not (ROOT / name).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_file_a_page_names_exists(page, files):
    assert not_there(plain(page), files) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_a_page_names_exists(page):
    assert [name for name in RUN.findall(plain(page)) if name not in COMMANDS] == []


def test_a_file_and_a_command_that_are_gone_are_seen(files):
    text = "`base/gone.py` and `tools/none`, but `base/scope.py`; `./run nothing`, `./run demo`"
    assert not_there(text, files) == ["base/gone.py", "tools/none"]
    assert [name for name in RUN.findall(text) if name not in COMMANDS] == ["nothing"]


# --- words of the site -----------------------------------------------------------------

GUIDES = [
    page
    for folder in ("how-to", "tutorial")
    for page in sorted((ROOT / "docs" / folder).glob("*.md"))
    if page.name != "write-an-exercise.md"
]
#: Printed bold for weight, not because the site says them.
WEIGHT = {"stays on their own phone"}


@pytest.fixture(scope="module")
def said_by_the_site() -> set[str]:
    """Every text of the site, and of the exercises that play on it."""
    catalogue = polib.pofile(ROOT / "src/thousandfold/locale/es/LC_MESSAGES/django.po")
    texts = {text for one in catalogue for text in (one.msgid, one.msgid_plural) if text}
    for path in (ROOT / "src/thousandfold_exercises").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        texts |= {words_of(node) for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return {bare(text) for text in texts}


def bare(text: str) -> str:
    return text.lower().strip(" .:,")


def never_said(text: str, said: set[str]) -> list[str]:
    """Bold words of a guide that no page of the site uses."""
    bold = [part for one in re.findall(r"\*\*([^*]+)\*\*", text) for part in re.split("[›→]", one)]
    return [one.strip() for one in bold if bare(one) not in said | WEIGHT]


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_guides_call_buttons_and_pages_what_the_site_calls_them(page, said_by_the_site):
    assert never_said(plain(page), said_by_the_site) == []


def test_a_name_that_no_page_uses_is_seen(said_by_the_site):
    text = "Choose **Hide screens**, then **Hide every screen**."
    assert never_said(text, said_by_the_site) == ["Hide every screen"]


# --- the map ---------------------------------------------------------------------------


def test_the_map_names_what_loads_at_start():
    said = re.search(r"Loaded at start when present: `([^`]+)`", text_of("map.md"))
    assert said is not None and tuple(said[1].split()) == REGISTERING


# --- the command line ------------------------------------------------------------------


def commands() -> Iterator[tuple[str, Any]]:
    """Every command that can be run, by its whole name."""
    for name in COMMANDS:
        one = command(name)
        inner = getattr(one, "commands", {})
        yield from ((f"{name} {word}", each) for word, each in inner.items())
        if not inner:
            yield name, one


def sections() -> dict[str, str]:
    """What the page says of each command."""
    parts = re.split(r"^## thousandfold ", text_of("reference/command-line.md"), flags=re.M)
    return {part.split("\n", 1)[0].strip(): part for part in parts[1:]}


def test_the_page_has_every_command_and_no_other():
    assert set(sections()) == {name for name, _ in commands()}


def test_every_command_has_its_options_and_no_other():
    said = {
        name: set(re.findall(r"`([^`]+)`", first_cells(part))) for name, part in sections().items()
    }
    assert said == {name: parameters(one) for name, one in commands()}


def first_cells(part: str) -> str:
    return "\n".join(line.split("|")[1] for line in part.splitlines() if line.startswith("| `"))


def parameters(command: Any) -> set[str]:
    found = set()
    for one in command.params:
        if one.param_type_name == "argument":
            found.add(one.metavar or one.name.upper())
        else:
            found |= {*one.opts, *one.secondary_opts} - {"--help"}
    return found


BALLOTS = "id,a,b\np,1,0\nq,-1,1\n"
APPROVALS = "id,a,b\np,1,0\nq,1,1\n"
PEOPLE = "name,side\nAna,inside\nBo,outside\n"
FITS = "feature,value,min,max\nside,inside,1,1\n"
CLASHES = "feature,value,min,max\nside,inside,2,2\n"
ASKED = [
    ("permissions --json", "permissions", "JSON keys"),
    ("select {people} --targets {fits} --size 1 --rule compose --json", "select", "JSON keys"),
    (
        "select {people} --targets {clashes} --size 1 --rule compose --json",
        "select",
        "When there is no answer",
    ),
    ("forest camps {ballots} --json", "forest camps", "JSON keys"),
    ("forest planks {approvals} --choose 1 --json", "forest planks", "JSON keys"),
    ("curriculum check values-based-leadership --json", "curriculum check", "JSON keys"),
    ("exercise list --json", "exercise list", "JSON keys"),
    ("exercise rehearse closing --json", "exercise rehearse", "JSON keys"),
]


@pytest.mark.parametrize(("words", "section", "line"), ASKED, ids=lambda one: str(one)[:24])
def test_the_keys_of_an_answer_are_those_the_page_names(tmp_path, words, section, line):
    files = {}
    for name, table in (
        ("ballots", BALLOTS),
        ("approvals", APPROVALS),
        ("people", PEOPLE),
        ("fits", FITS),
        ("clashes", CLASHES),
    ):
        files[name] = tmp_path / f"{name}.csv"
        files[name].write_text(table, encoding="utf-8")
    answered = CliRunner().invoke(app, [word.format(**files) for word in words.split()])
    answer = json.loads(answered.stdout)
    answer = answer[0] if isinstance(answer, list) else answer
    said = next(one for one in sections()[section].splitlines() if one.startswith(line))
    assert list(answer) == re.findall(r"`([^`]+)`", said)


def test_every_command_that_prints_json_has_its_keys_tried():
    with_json = {name for name, one in commands() if "--json" in parameters(one)}
    assert with_json == {section for _, section, _ in ASKED}


# --- the exercise contract -------------------------------------------------------------


def harvest_table() -> dict[str, tuple[str, set[str]]]:
    """Kind -> (exercise, further fields), as the page has them."""
    table = (
        text_of("reference/exercise-contract.md").split("## Kinds of harvest")[1].split("## ")[0]
    )
    rows = [line.split("|")[1:-1] for line in table.splitlines() if line.startswith("| `")]
    return {
        kind.strip(" `"): (by.strip(), set(re.findall(r"`([^`]+)`", more)))
        for kind, by, _, more in rows
    }


def test_the_table_has_every_kind_of_harvest_with_what_travels_along():
    found: dict[str, tuple[str, set[str]]] = {}
    for name in OURS:
        exercise = admit().exercise(name)
        _, state = rehearsed(exercise, 30, seed=1)
        for one in exercise.harvest(state, Reach.COHORT_UNNAMED):
            found.setdefault(one.kind, (name, set()))[1].update(one.more)
        assert set(exercise.card.gives) == {kind for kind, (by, _) in found.items() if by == name}
    assert harvest_table() == found


def test_the_page_has_every_sentence_of_the_conformance_suite_and_no_other():
    page = text_of("reference/exercise-contract.md").split("## What `check` holds you to")[1]
    said = [line.removeprefix("- ") for line in page.splitlines() if line.startswith("- ")]
    folder = ROOT / "src/thousandfold_core/exercise/conformance"
    there = {one for path in folder.glob("*.py") for one in sentences_in(path)}
    assert sorted(said) == sorted(there)


def sentences_in(path: Path) -> Iterator[str]:
    """Every sentence the code can say, with … for what it fills in."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parts = {id(part) for node in ast.walk(tree) for part in getattr(node, "values", ())}
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if id(node) in parts | docstrings:
            continue
        said = words_of(node)
        if said.endswith(".") and " " in said:
            yield said


def words_of(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(one.value if isinstance(one, ast.Constant) else "…" for one in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@pytest.mark.parametrize("reach", Reach)
def test_the_contract_names_every_reach(reach):
    assert f"| `{reach.name}` |" in text_of("reference/exercise-contract.md")


# --- how an exercise is written --------------------------------------------------------


def test_every_piece_of_code_in_the_how_to_is_part_of_the_exercise_it_shows():
    source = (ROOT / "tests/stand_ins/weather/weather_check_in.py").read_text(encoding="utf-8")
    page = text_of("how-to/write-an-exercise.md")
    pieces = re.findall(r"^```python\n(.*?)^```", page, flags=re.S | re.M)
    assert len(pieces) == 8
    assert [piece for piece in pieces if piece not in source] == []


def test_the_how_to_shows_the_whole_exercise():
    source = (ROOT / "tests/stand_ins/weather/weather_check_in.py").read_text(encoding="utf-8")
    shown = "".join(
        re.findall(r"^```python\n(.*?)^```", text_of("how-to/write-an-exercise.md"), re.S | re.M)
    )
    left_out = [line for line in source.splitlines() if line.strip() and line not in shown]
    assert left_out == [
        textwrap.dedent(line)
        for line in (
            '"""An exercise as an outsider would write it: one file, the public door, nothing else."""',
            "from __future__ import annotations",
        )
    ]
