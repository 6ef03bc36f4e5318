"""Reading programmes from the disk, and turning their words into pages."""

from __future__ import annotations

import re
from datetime import date

import pytest

from thousandfold.curriculum import queries, running
from thousandfold.curriculum.folders import NoPackage, find_package
from thousandfold.curriculum.markdown import rendered
from thousandfold.curriculum.passages import choices_of, language_name, passages
from thousandfold_core.curricula.agenda import timetable


def test_the_shipped_programme_can_be_used():
    assert queries.is_usable(queries.programme("values-based-leadership"))


def test_a_programme_is_read_once_while_its_files_stay(small):
    assert queries.programme("small") is queries.programme("small")


def test_a_changed_file_is_read_anew(small):
    before = queries.programme("small").digest
    (small / "programme" / "en.md").write_text(
        (small / "programme" / "en.md").read_text().replace("We listen.", "We listen well."),
        encoding="utf-8",
    )
    assert queries.programme("small").digest != before


@pytest.mark.parametrize("wrong", ["nothing", "..", "small/../small", ""])
def test_only_shipped_ids_are_programmes(small, wrong):
    with pytest.raises(NoPackage):
        queries.programme(wrong)


def test_a_programme_that_went_is_none(small):
    assert queries.programme_or_none("gone") is None


def test_words_fall_back_to_the_source_and_then_to_any():
    words = {"en": "Roots", "es": "Raíces"}
    assert [queries.said(words, each) for each in ("es", "es-mx", "vi")] == [
        "Raíces",
        "Raíces",
        "Roots",
    ]
    assert queries.said({"vi": "Rễ"}, "es") == "Rễ"
    assert queries.said({}, "es") == ""


def test_markup_in_a_package_is_shown_and_not_obeyed():
    html = rendered("Hello <script>alert(1)</script> [x](javascript:alert(1)) ![p](http://x/y.png)")
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert "<img" not in html


def test_headings_stand_below_those_of_the_page():
    assert rendered("# One\n\n##### Five", 3) == "<h4>One</h4>\n<h6>Five</h6>\n"


def test_tables_keep_their_cells_and_lose_their_styles():
    html = rendered("| a | b |\n|--:|---|\n| 1 | 2 |")
    assert "<td>1</td>" in html
    assert "style" not in html


def test_an_empty_corner_of_a_table_is_no_heading():
    html = rendered("| | b |\n|---|---|\n| 1 | 2 |")
    assert "<th></th>" not in html
    assert "<th>b</th>" in html


def test_a_stale_translation_stands_beside_its_source(small):
    activity = queries.programme("small").activities["talk"]
    step, watch = passages(activity.texts, "en", "es")
    assert (step.state, watch.state) == ("stale", "unstamped")
    assert "Hablen" in step.html
    assert "<em>threes</em>" in step.original


def test_a_missing_translation_shows_the_source_and_says_its_language(small):
    activity = queries.programme("small").activities["talk"]
    step, _watch = passages(activity.texts, "en", "vi")
    assert (step.state, step.language) == ("missing", "en")


def test_prompts_after_a_part_belong_to_that_part():
    activity = queries.programme("values-based-leadership").activities["me-tree"]
    by_id = {one.id: one.part for one in passages(activity.texts, "en", "en")}
    assert by_id["return-a-prompt"] == "return-a"
    assert by_id["roots-prompt"] == ""
    assert by_id["safe"] == ""


def test_a_running_sheet_has_the_times_that_the_agenda_gives(small):
    package = queries.programme("small")
    lines = running.lines(timetable(package.sessions[0].days[0]), package, "es")
    assert [(f"{one.starts:%H:%M}", one.title, one.minutes) for one in lines] == [
        ("10:00", "Una charla", 40),
        ("10:40", "Break", 15),
        ("12:00", "Meal", 45),
    ]
    assert [one.fixed for one in lines] == [False, False, True]


def test_a_step_on_the_sheet_is_its_first_sentence(small):
    package = queries.programme("small")
    line = running.lines(timetable(package.sessions[0].days[0]), package, "en")[0]
    assert [(one.minutes, one.words) for one in line.steps] == [(30, "Talk in threes.")]


def test_what_is_needed_twice_is_listed_once(small):
    package = queries.programme("small")
    talk = package.activities["talk"]
    assert [one.what for one in running.to_bring([talk, talk], "es")] == ["Sillas", "Agua"]


def test_handouts_are_offered_in_each_of_their_languages(small):
    sheets = running.to_print([queries.programme("small").activities["talk"]], "es")
    assert [(one.title, one.languages) for one in sheets] == [
        ("Tarjeta", (("en", "English"), ("es", "Español")))
    ]


def test_returns_are_named_by_their_letter():
    assert running.part_name("return-a") == "return A"
    assert running.part_name("second-half") == "second half"


def test_a_language_nobody_knows_goes_by_its_code():
    assert language_name("qqx") == "qqx"
    assert [one["current"] for one in choices_of(("en", "es"), "es")] == [False, True]


def test_the_days_of_an_activity_are_named_once_each(small):
    package = queries.programme("small")
    assert [day.title["en"] for _session, day in queries.uses_of(package, "talk")] == [
        "Arriving",
        "Staying",
    ]


def test_findings_do_not_stop_a_programme_that_has_no_errors(small):
    package = queries.programme("small")
    assert queries.findings_of(package, date(2026, 1, 1))
    assert queries.is_usable(package)


def test_a_row_of_signs_becomes_a_line_to_write_on():
    assert rendered("My word: ____________") == (
        '<p class="write">My word: <span class="line"></span></p>\n'
    )


def test_a_short_row_of_signs_is_room_for_a_number():
    assert '<span class="line short"></span>' in rendered("Seats: ____")


def test_numbered_lines_stay_numbered():
    html = rendered("1. __________________\n2. __________________\n")
    assert html.count("<li>") == html.count('<span class="line"></span>') == 2


def test_round_and_square_brackets_become_boxes_to_tick():
    assert rendered("( ) yes [ ] no").count('<span class="tick-box"></span>') == 2


def test_signs_in_an_address_stay_an_address():
    assert 'href="https://city.example/a____b"' in rendered("[x](https://city.example/a____b)")


def test_no_handout_of_the_shipped_programme_has_two_numbers_on_one_row():
    sheets = sorted(find_package("values-based-leadership").rglob("handouts/*.md"))
    assert sheets
    for path in sheets:
        assert not re.search(r"^1\. .*\b2\. ", path.read_text(encoding="utf-8"), re.MULTILINE), path
