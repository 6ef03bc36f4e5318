"""Each finding has an example that earns it; the good package earns none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from curriculum_sample import add, check, drop, good, spoiled, swap

from thousandfold_core.curricula.catalogue import CATALOGUE
from thousandfold_core.curricula.findings import LEVELS

P, S = "package.toml", "sessions/01-roots.toml"
TREE, TREE_ES = "activities/tree/en.md", "activities/tree/es.md"
STORM, SHEET = "activities/storm/en.md", "activities/tree/handouts/sheet.en.md"
PROG = "programme/en.md"
TODAY = date(2026, 3, 1)

HARD = "The aforementioned institutional considerations necessitate comprehensive deliberation " * 5

#: code -> (spoilings, file, text of the line it is found on; "" = the whole file or its top)
EXAMPLES = {
    "file-missing": ([drop(P)], P, ""),
    "toml-unreadable": ([swap(S, "minutes = 60", "minutes = sixty")], S, "minutes = sixty"),
    "front-matter-missing": ([swap(SHEET, "+++\n", "")], SHEET, 'title = "Sheet"'),
    "front-matter-open": ([swap(SHEET, '"Sheet"\n+++', '"Sheet"')], SHEET, "+++"),
    "block-open": ([swap(STORM, "branches.\n:::", "branches.")], STORM, "::: step {#talk min=30}"),
    "stray-closing": ([swap(SHEET, "Roots:\n:::", "Roots:\n:::\n\n  x\n:::")], SHEET, None),
    "attributes-unreadable": (
        [swap(STORM, "#talk min=30", "#talk min=30 !")],
        STORM,
        "::: step {#talk min=30 !}",
    ),
    "attribute-twice": (
        [swap(STORM, "#talk min=30", "#talk min=30 min=9")],
        STORM,
        "::: step {#talk min=30 min=9}",
    ),
    "key-missing": ([swap(P, 'id = "small"\n', "")], P, ""),
    "key-wrong": ([swap(S, 'starts = "09:00"', 'starts = "nine"')], S, 'starts = "nine"'),
    "item-unclear": ([swap(S, "break = true", "break = true\nmeal = true")], S, "[[day.item]]"),
    "id-differs": ([swap(TREE, 'id = "tree"', 'id = "bush"')], TREE, 'id = "bush"'),
    "id-twice": ([add("sessions/02.toml", good()[S])], "sessions/02.toml", ""),
    "path-unknown": ([add("activities/tree/notes.md", "x")], "activities/tree/notes.md", ""),
    "block-id-missing": ([swap(STORM, "#talk min", "min")], STORM, "::: step {min=30}"),
    "block-id-wrong": ([swap(STORM, "#talk", "#Talk")], STORM, "::: step {#Talk min=30}"),
    "block-id-twice": ([swap(STORM, "#calm", "#talk")], STORM, "::: debrief {#talk min=10}"),
    "block-kind-unknown": (
        [swap(STORM, "::: step", "::: stepp")],
        STORM,
        "::: stepp {#talk min=30}",
    ),
    "programme-block-missing": ([swap(PROG, "::: arc", "::: paper")], PROG, ""),
    "handout-empty": ([swap(SHEET, "::: paper", "::: access")], SHEET, ""),
    "facts-old": (
        [swap(STORM, "#talk", '#talk as_of="2025-01-01"')],
        STORM,
        '::: step {#talk as_of="2025-01-01" min=30}',
    ),
    "facts-date-wrong": (
        [swap(STORM, "#talk", "#talk as_of=lately")],
        STORM,
        "::: step {#talk as_of=lately min=30}",
    ),
    "minutes-disorder": (
        [swap(STORM, "max = 50", "max = 35")],
        STORM,
        "minutes = {min = 30, typical = 40, max = 35}",
    ),
    "step-minutes-missing": ([swap(STORM, " min=30", "")], STORM, "::: step {#talk}"),
    "steps-too-long": (
        [swap(STORM, "#talk min=30", "#talk min=51")],
        STORM,
        "minutes = {min = 30, typical = 40, max = 50}",
    ),
    "steps-over-typical": (
        [swap(STORM, "#talk min=30", "#talk min=41")],
        STORM,
        "minutes = {min = 30, typical = 40, max = 50}",
    ),
    "steps-missing": ([swap(STORM, "::: step", "::: access")], STORM, ""),
    "sessions-missing": ([drop(S)], P, ""),
    "activity-unknown": ([swap(S, '"storm"', '"gale"')], S, "[[day.item]]"),
    "activity-unused": ([swap(S, 'activity = "storm"', "meal = true")], STORM, ""),
    "part-unknown": ([swap(S, '"return-a"', '"return-z"')], S, "[[day.item]]"),
    "item-too-short": ([swap(S, "minutes = 60", "minutes = 44")], S, "[[day.item]]"),
    "item-too-long": ([swap(S, "minutes = 60", "minutes = 76")], S, "[[day.item]]"),
    "day-overruns": ([swap(S, '"13:00"', '"12:29"')], S, "[[day]]"),
    "fixed-start-missed": ([swap(S, '"11:30"', '"11:04"')], S, "[[day.item]]"),
    "break-owed": ([swap(S, "break = true\nminutes = 15", "break = true\nminutes = 9")], S, None),
    "day-empty": (
        [add(S, 'id = "r"\ntitle = "R"\n[[day]]\ntitle = "D"\nstarts = "09:00"\n')],
        S,
        "[[day]]",
    ),
    "need-unmet": ([swap(TREE, '["branches"]', "[]")], S, "[[day.item]]"),
    "debrief-missing": ([swap(STORM, "::: debrief", "::: access")], S, "[[day.item]]"),
    "debrief-promised": ([swap(STORM, "::: debrief", "::: access")], STORM, "debrief = true"),
    "debrief-unsaid": ([swap(STORM, "debrief = true", "debrief = false")], STORM, None),
    "heat-together": ([swap(TREE, '"middle"', '"high"')], S, "[[day.item]]"),
    "handout-missing": ([swap(STORM, "#talk", "#talk handout=map")], STORM, None),
    "handout-unused": ([swap(TREE, ' handout="sheet"', "")], SHEET, ""),
    "aim-unknown": ([swap(STORM, '"a.root"', '"a.leaf"')], STORM, 'aims = ["a.leaf"]'),
    "aim-untouched": (
        [swap(TREE, '["a.root"]', "[]"), swap(STORM, '["a.root"]', "[]")],
        PROG,
        "aims = [",
    ),
    "tenet-unknown": ([swap(STORM, '["values"]', '["luck"]')], STORM, 'tenets = ["luck"]'),
    "exercise-unknown": ([swap(STORM, '""', '"gale@1"')], STORM, 'exercise = "gale@1"'),
    "core-undeclared": ([swap(TREE, ', "revisit"', "")], TREE, 'core = ["share-is-optional"]'),
    "core-unknown": ([swap(STORM, "core = []", 'core = ["joy"]')], STORM, 'core = ["joy"]'),
    "core-share-forced": ([swap(TREE, "reach=only_me", "reach=cohort_named")], TREE, None),
    "core-share-unsaid": ([swap(TREE, " share=optional", "")], TREE, None),
    "core-never-revisited": (
        [swap(S, 'activity = "tree"\npart = "return-a"', "meal = true")],
        TREE,
        'core = ["share-is-optional", "revisit"]',
    ),
    "reading-level": ([swap(TREE, "Draw a tree.", HARD + ".")], TREE, "::: participant {#hello}"),
    "licence-missing": ([swap(P, 'licence = "CC-BY-SA-4.0"\n', "")], P, ""),
    "licence-unknown": ([swap(P, "CC-BY-SA-4.0", "Ours-1")], P, 'licence = "Ours-1"'),
    "licence-clash": (
        [swap(P, "credits = []", 'credits = [{name = "X", licence = "CC-BY-NC-4.0"}]')],
        P,
        'credits = [{name = "X", licence = "CC-BY-NC-4.0"}]',
    ),
    "licence-text-missing": ([drop("LICENCE.md")], "LICENCE.md", ""),
    "version-wrong": ([swap(P, '"1.0.0"', '"1.0"')], P, 'version = "1.0"'),
    "changes-silent": ([swap(P, '"1.0.0"', '"1.0.1"')], "CHANGES.md", ""),
    "language-missing": ([drop(TREE_ES)], TREE_ES, ""),
    "language-undeclared": (
        [add("activities/tree/fr.md", good()[TREE_ES])],
        "activities/tree/fr.md",
        "",
    ),
    "source-undeclared": ([swap(P, '["en", "es"]', '["es"]')], P, ""),
    "title-missing": ([swap(S, ', es = "Sábado"', "")], S, "[[day]]"),
    "block-untranslated": ([swap(TREE_ES, "{#choose", "{#chosen")], TREE_ES, ""),
    "block-extra": ([swap(TREE_ES, "{#choose", "{#chosen")], TREE_ES, None),
    "block-kind-differs": ([swap(TREE_ES, "::: participant", "::: safety")], TREE_ES, None),
    "translation-differs": ([swap(TREE_ES, "min=40", "min=41")], TREE_ES, None),
    "translation-unstamped": ([swap(TREE_ES, ' of="', ' off="')], TREE_ES, None),
    "translation-never-stamped": (
        [add(TREE_ES, good()[TREE_ES].replace("of=", "off=").replace("of =", "off ="))],
        TREE_ES,
        "",
    ),
    "translation-stale": ([swap(TREE, "Draw your roots.", "Draw roots.")], TREE_ES, None),
    "aims-differ": (
        [swap("programme/es.md", '"a.root"', '"a.raiz"')],
        "programme/es.md",
        "aims = [",
    ),
}


def test_good_package_has_no_findings():
    assert check(good(), known_exercises={"me-tree"}, today=TODAY) == ()


def test_every_finding_has_an_example():
    assert set(EXAMPLES) == set(CATALOGUE)


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_example_earns_its_finding_at_its_place(code):
    spoilings, file, line_text = EXAMPLES[code]
    files = spoiled(*spoilings)
    found = [f for f in check(files, known_exercises={"me-tree"}, today=TODAY) if f.code == code]
    assert file in {f.file for f in found}
    here = next(f for f in found if f.file == file)
    if line_text is not None and line_text:
        assert files[file].split("\n")[here.line - 1] == line_text
    elif line_text == "":
        assert here.line in (0, 1)
    else:
        assert here.line > 1


def test_format_page_lists_every_finding_with_its_level():
    page = Path(__file__).parents[3] / "docs/reference/curriculum-format.md"
    rows = [
        line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("| `")
    ]
    listed = [tuple(cell.strip(" `") for cell in row.split("|")[1:4]) for row in rows]
    expected = [(code, level, text) for code, (level, text) in CATALOGUE.items()]
    assert [row for row in listed if row[0] in CATALOGUE] == [
        (code, level, text.replace("{{", "{").replace("}}", "}")) for code, level, text in expected
    ]


def test_levels_and_sentences_are_well_formed():
    for code, (level, text) in CATALOGUE.items():
        assert level in LEVELS, code
        assert text.endswith("."), code


def test_steps_over_max_are_not_told_twice():
    spoilings, _, _ = EXAMPLES["steps-too-long"]
    codes = {each.code for each in check(spoiled(*spoilings))}
    assert "steps-over-typical" not in codes


def test_unreadable_manifest_is_told_once_and_not_key_by_key():
    findings = check(spoiled(swap(P, "id = ", "id == ")))
    assert {f.code for f in findings} == {"toml-unreadable"}


@pytest.mark.parametrize("value", ["[" * 100_000, "9" * 10_000])
def test_toml_that_asks_for_too_much_is_a_finding_and_no_crash(value):
    findings = check(spoiled(swap(P, "credits = []", f"credits = {value}")))
    assert ("toml-unreadable", P) in {(f.code, f.file) for f in findings}


def test_meal_between_parts_two_of_high_heat():
    files = spoiled(swap(TREE, '"middle"', '"high"'), swap(S, "break = true", "meal = true"))
    assert "heat-together" not in {f.code for f in check(files)}


def test_two_high_ones_debriefed_together_are_one_whole():
    files = spoiled(
        swap(TREE, '"middle"', '"high"'),
        swap(
            S,
            "meal = true\nminutes = 45",
            'meal = true\nminutes = 45\ndebriefs = ["tree", "storm"]',
        ),
    )
    assert "heat-together" not in {f.code for f in check(files)}


def test_later_item_can_be_the_debrief():
    files = spoiled(
        swap(STORM, "::: debrief", "::: access"),
        swap(STORM, "debrief = true", "debrief = false"),
        swap(S, 'part = "return-a"', 'part = "return-a"\ndebriefs = "storm"'),
    )
    assert "debrief-missing" not in {f.code for f in check(files)}


def test_debrief_on_another_item_does_not_count():
    files = spoiled(
        swap(STORM, "::: debrief", "::: access"),
        swap(S, 'part = "return-a"', 'part = "return-a"\ndebriefs = "tree"'),
    )
    assert "debrief-missing" in {f.code for f in check(files)}


def test_need_is_met_by_the_id_of_an_earlier_activity():
    files = spoiled(swap(STORM, '["branches"]', '["tree"]'))
    assert "need-unmet" not in {f.code for f in check(files)}


def test_return_through_another_activity_on_the_same_exercise_counts():
    again = good()[TREE].replace('id = "tree"', 'id = "again"').replace(" part=return-a", "")
    files = spoiled(
        add("activities/again/en.md", again),
        swap(S, 'activity = "tree"\npart = "return-a"', 'activity = "again"'),
    )
    assert "core-never-revisited" not in {f.code for f in check(files)}


def test_pause_inside_an_activity_counts():
    longer = swap(
        S,
        'minutes = 15\n\n[[day.item]]\nactivity = "storm"',
        'minutes = 9\n\n[[day.item]]\nactivity = "storm"',
    )
    owed = spoiled(longer)
    paused = spoiled(longer, swap(TREE, "#choose min=20", "#choose break=true min=20"))
    assert "break-owed" in {f.code for f in check(owed)}
    assert "break-owed" not in {f.code for f in check(paused)}


def test_ninety_minutes_in_a_row_are_allowed():
    files = spoiled(swap(S, "minutes = 10", "minutes = 30"), swap(S, '"11:30"', '"12:00"'))
    assert "break-owed" not in {f.code for f in check(files)}


def test_facts_of_a_year_ago_are_still_fresh():
    files = spoiled(swap(STORM, "#talk", '#talk as_of="2025-03-01"'))
    assert "facts-old" not in {f.code for f in check(files, today=TODAY)}


def test_exercises_are_not_looked_at_without_a_list():
    files = spoiled(*EXAMPLES["exercise-unknown"][0])
    assert "exercise-unknown" not in {f.code for f in check(files)}


def test_block_of_another_licence_is_refused_where_it_clashes():
    files = spoiled(
        swap(P, "CC-BY-SA-4.0", "CC-BY-4.0"), swap(STORM, "#talk", "#talk licence=CC-BY-SA-4.0")
    )
    here = [f for f in check(files) if f.code == "licence-clash"]
    assert [(f.file, f.line) for f in here] == [(STORM, 16)]


def test_fork_of_a_share_alike_parent_must_share_alike():
    lineage = '[lineage]\nparent = "x"\nversion = "1.0.0"\ndigest = "d"\nlicence = "CC-BY-SA-4.0"\n'
    same = spoiled(lambda files: files.update({P: files[P] + lineage}))
    other = spoiled(
        swap(P, "CC-BY-SA-4.0", "CC-BY-4.0"), lambda files: files.update({P: files[P] + lineage})
    )
    assert "licence-clash" not in {f.code for f in check(same)}
    assert "licence-clash" in {f.code for f in check(other)}
