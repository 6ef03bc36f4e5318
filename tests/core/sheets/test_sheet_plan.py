"""What an import would do: each rule of matching and settling, one fact a test."""

from __future__ import annotations

import pytest
from sheet_samples import (
    FIELDS,
    carried_out,
    codes,
    look_alike_a,
    look_alike_b,
    mapped,
    sheet_of,
)

from thousandfold_core.sheets.mapping import Field, suggest, with_choices
from thousandfold_core.sheets.outcomes import USE_FILE, Known, Policy
from thousandfold_core.sheets.plan import plan
from thousandfold_core.sheets.reading import read_sheet
from thousandfold_core.sheets.refusals import UnknownDecision, UnknownPolicy

HEAD = "First name,Last name,Email,Phone,Organization,Town"
ANA = Known(
    "k1",
    {
        "given_name": "Ana",
        "family_name": "Ruiz",
        "email": "ana@example.org",
        "phone": "408-555-0100",
        "organisation": "Hall",
    },
)
FILE = Policy(USE_FILE)


def planned(*lines: str, existing=(), policy=Policy(), decisions=None, head: str = HEAD):  # noqa: B008
    sheet = sheet_of(head, *lines)
    return plan(sheet, suggest(sheet.headers, FIELDS), existing, policy, decisions)


def fate(line: str, **more):
    """Return what becomes of one row, with Ana here already."""
    return planned(line, existing=[ANA], **more).rows[0]


def test_an_unknown_person_is_created():
    row = fate("Bo,Lim,bo@example.org,,,")
    assert (row.status, row.why.code) == ("created", "new-person")
    assert row.values == {"given_name": "Bo", "family_name": "Lim", "email": "bo@example.org"}


@pytest.mark.parametrize(
    ("line", "by"),
    [
        ("Ana,Ruiz,ANA@example.org,,,Gilroy", "e-mail"),
        (",,ana@example.org,,,Gilroy", "e-mail"),
        ("Ruiz,Ana,,(408) 555 0100,,Gilroy", "phone"),
        ("ANA,RUÍZ,,,Hall,Gilroy", "name"),
    ],
)
def test_a_person_is_matched_and_a_blank_filled(line, by):
    row = fate(line)
    assert (row.status, row.known_id) == ("updated", "k1")
    assert [(c.field, c.before, c.after) for c in row.changes] == [("town", "", "Gilroy")]
    assert row.why.params["by"] == by


def test_a_person_is_matched_by_our_own_id_first():
    fields = [Field("id", "Thousandfold id"), *FIELDS]
    sheet = sheet_of("Thousandfold id,Email,Town", "k1,new@example.org,Gilroy")
    row = plan(sheet, suggest(sheet.headers, fields), [ANA], FILE).rows[0]
    assert row.known_id == "k1"
    assert [change.field for change in row.changes] == ["email", "town"]


def test_an_id_that_nobody_has_is_skipped():
    fields = [Field("id", "Thousandfold id"), *FIELDS]
    sheet = sheet_of("Thousandfold id,Email", "k9,new@example.org")
    row = plan(sheet, suggest(sheet.headers, fields), [ANA]).rows[0]
    assert (row.status, row.why.code) == ("skipped", "unknown-id")


def test_a_person_is_matched_by_a_number_of_another_system():
    known = Known("k2", {"reference": "p7", "given_name": "Ana", "family_name": "Ruiz"})
    row = planned("p7,Ana,Ruiz Gómez", head="ID,First name,Last name", existing=[known]).rows[0]
    assert (row.status, row.known_id, row.why.code) == ("same", "k2", "kept-existing")


def test_the_same_number_with_quite_another_name_is_for_a_human():
    known = Known("k2", {"reference": "7", "given_name": "Ana", "family_name": "Ruiz"})
    row = planned("7,Bo,Lim", head="ID,First name,Last name", existing=[known]).rows[0]
    assert (row.status, row.suspects[0].known_id) == ("duplicate_suspect", "k2")


def test_nothing_new_is_the_same():
    row = fate("Ana,Ruiz,ana@example.org,+1 408 555 0100,Hall,")
    assert (row.status, row.why.code, row.changes) == ("same", "nothing-new", ())


def test_keep_existing_leaves_a_difference_and_lists_it():
    row = fate("Ana,Ruiz,ana@example.org,,Union,")
    assert (row.status, row.why.code) == ("same", "kept-existing")
    assert [(c.field, c.before, c.after) for c in row.kept] == [("organisation", "Hall", "Union")]


def test_use_file_replaces_a_difference():
    row = fate("Ana,Ruiz,ana@example.org,,Union,", policy=FILE)
    assert (row.status, row.kept) == ("updated", ())
    assert [(c.field, c.before, c.after) for c in row.changes] == [
        ("organisation", "Hall", "Union")
    ]


@pytest.mark.parametrize("policy", [Policy(), FILE])
def test_a_blank_never_erases(policy):
    assert fate("Ana,Ruiz,ana@example.org,,,", policy=policy).changes == ()


@pytest.mark.parametrize(
    "line",
    [
        "Luis,Ruiz,ana@example.org,,,",
        "Luis,Ruiz,,408-555-0100,,",
        "Luis,Ortega,ana@example.org,408-555-0100,Hall,",
    ],
)
def test_a_household_that_shares_contacts_stays_apart(line):
    row = fate(line)
    assert (row.status, codes(row.warnings)) == ("created", ["same-contact"])


@pytest.mark.parametrize(
    "line",
    [
        "Anna,Ruiz,ana@example.org,,,",
        "A.,Ruiz,ana@example.org,,,",
        "Ana María,Ruiz López,ana@example.org,,,",
        "Ana,Ruis,,408-555-0100,,",
        "Ana,Ruiz,other@example.org,408-555-0100,,",
        ",,,408-555-0100,,",
        "Ana,Ruis,,,,",
        "Ana,Ruiz,,,,",
        "Ana,Ruiz,other@example.org,,Hall,",
    ],
)
def test_a_likeness_is_listed_for_a_human_and_changes_nothing(line):
    row = fate(line, policy=FILE)
    assert (row.status, row.changes) == ("duplicate_suspect", ())
    assert [suspect.text for suspect in row.suspects] == ["Ana Ruiz"]


def test_a_namesake_with_other_contacts_is_created_with_a_remark():
    row = fate("Ana,Ruiz,other@example.org,,Union,")
    assert (row.status, codes(row.warnings)) == ("created", ["same-name"])
    assert row.warnings[0].text.startswith("Has the same name as Ana Ruiz")


def test_a_near_name_with_other_contacts_is_another_person():
    assert fate("Ana,Ruis,other@example.org,,,").status == "created"


def test_a_row_that_fits_two_people_is_for_a_human():
    twin = Known("k2", {**ANA.values})
    row = planned("Ana,Ruiz,ana@example.org,,,", existing=[ANA, twin]).rows[0]
    assert (row.status, row.why.code) == ("duplicate_suspect", "several-match")
    assert {suspect.known_id for suspect in row.suspects} == {"k1", "k2"}


def test_rows_of_one_person_are_read_together_and_noted():
    found = planned("Ana,Ruiz,a@example.org,,,", "Ana,Ruiz,a@example.org,408-555-0100,,X")
    assert [row.numbers for row in found.rows] == [(2, 3)]
    assert found.rows[0].values["phone"] == "408-555-0100"
    assert codes(found.rows[0].warnings) == ["rows-merged"]


def test_rows_of_one_person_that_disagree_keep_the_first_and_say_so():
    found = planned("Ana,Ruiz,a@example.org,,Hall,", "Ana,Ruiz,a@example.org,,Union,")
    assert found.rows[0].values["organisation"] == "Hall"
    assert found.rows[0].warnings[1].text == (
        "Rows 2, 3 disagree about “Organisation”; “Hall” was kept."
    )


def test_rows_of_one_person_add_up_their_languages():
    head = "Name,Email,Languages"
    found = planned('Ana,a@x.org,"Spanish, English"', "Ana,a@x.org,english; Tagalog", head=head)
    assert found.rows[0].values["languages"] == "Spanish; English; Tagalog"


def test_rows_that_say_exactly_the_same_are_one_person():
    found = planned("Ana,Ruiz,,,,", "Ana,Ruiz,,,,")
    assert [row.numbers for row in found.rows] == [(2, 3)]


def test_two_rows_that_resemble_each_other_are_not_both_created():
    found = planned("Ana,Ruiz,,,Hall,", "Ana,Ruis,,,Hall,")
    assert [row.status for row in found.rows] == ["created", "duplicate_suspect"]
    assert found.rows[1].suspects[0].text == "Ana Ruiz (row 2)"


def test_rows_that_reach_one_person_by_two_ways_become_one():
    found = planned("Ana,Ruiz,ana@example.org,,,Gilroy", "Ana,Ruiz,,408 555 0100,,", existing=[ANA])
    assert [(row.numbers, row.status) for row in found.rows] == [((2, 3), "updated")]


def test_two_names_that_fit_one_nameless_person_are_for_a_human():
    known = Known("k1", {"email": "home@example.org"})
    lines = ["Ana,Ruiz,home@example.org,,,", "Bo,Lim,home@example.org,,,"]
    found = planned(*lines, existing=[known])
    assert [row.status for row in found.rows] == ["duplicate_suspect"] * 2
    assert found.rows[0].suspects[0].text == "home@example.org"


def test_where_such_rows_disagree_what_is_here_stays():
    known = Known("k1", {**ANA.values, "town": "Salinas"})
    found = planned(
        "Ana,Ruiz,ana@example.org,,,Gilroy",
        "Ana,Ruiz,,408 555 0100,,Aptos",
        existing=[known],
        policy=FILE,
    )
    assert found.rows[0].changes == ()
    assert "rows-disagree" in codes(found.rows[0].warnings)


def test_what_tells_a_person_apart_is_held_while_a_row_resembles_them():
    lines = ["Ana,Ruiz,ana@example.org,408-555-0199,Hall,Gilroy", "Anna,Ruiz,,408-555-0100,,"]
    head = f"{HEAD},Role"
    lines = [f"{lines[0]},Steward", f"{lines[1]},"]
    found = planned(*lines, head=head, existing=[ANA], policy=FILE)
    assert [row.status for row in found.rows] == ["updated", "duplicate_suspect"]
    assert [change.field for change in found.rows[0].changes] == ["role"]
    assert found.rows[0].warnings[0].text == (
        "“Phone, Town”: not changed until you settle who row 3 may be."
    )
    settled = planned(*lines, head=head, existing=[ANA], policy=FILE, decisions={3: "new"})
    assert {change.field for change in settled.rows[0].changes} == {"phone", "town", "role"}


def test_a_row_about_nobody_is_skipped():
    row = fate(",,,,Hall,Gilroy")
    assert (row.status, row.why.code) == ("skipped", "nobody-named")


def test_a_row_with_too_many_cells_is_skipped():
    row = planned("Ana,Ruiz,a@x.org,,Hall,Gilroy,CA", "Bo,Lim,,,,").rows[0]
    assert (row.status, row.why.code) == ("skipped", "too-many-cells")


def test_an_unusable_value_is_left_out_and_the_person_created():
    row = fate("Bo,Lim,not-an-address,,,")
    assert (row.status, codes(row.warnings)) == ("created", ["value-left-out"])
    assert "email" not in row.values


def test_a_new_person_without_a_required_field_is_skipped():
    sheet = sheet_of("Name,Email", "Bo,", "Cy,cy@example.org")
    fields = [Field("full_name", "Name"), Field("email", "E-mail", kind="email", required=True)]
    found = plan(sheet, suggest(sheet.headers, fields))
    assert [row.status for row in found.rows] == ["skipped", "created"]
    assert found.rows[0].why.text == "“E-mail” is missing."


def test_a_required_field_may_be_blank_for_somebody_already_here():
    fields = [
        Field("full_name", "Name", required=True),
        Field("email", "E-mail", kind="email"),
        Field("town", "Town"),
    ]
    known = Known("k1", {"full_name": "Ana", "email": "a@x.org"})
    sheet = sheet_of("Name,E-mail,Town", ",a@x.org,Gilroy")
    assert plan(sheet, suggest(sheet.headers, fields), [known]).rows[0].status == "updated"


def test_columns_kept_for_balance_are_stored_under_their_heading():
    sheet = sheet_of("Name,Email,Shift", "Ana,a@x.org,Night")
    mapping = with_choices(suggest(sheet.headers, FIELDS), {"Shift": "balance"})
    assert plan(sheet, mapping).rows[0].values["column:Shift"] == "Night"


def test_columns_left_are_not_read():
    row = planned("Ana,a@x.org,secret", head="Name,Email,Shoe size").rows[0]
    assert set(row.values) == {"full_name", "email"}


# what a human decided


@pytest.mark.parametrize(
    ("decision", "status", "why"),
    [
        ("new", "created", "chosen-new"),
        ("skip", "skipped", "chosen-skip"),
        ("k1", "same", "chosen-same"),
    ],
)
def test_a_decision_settles_a_suspect(decision, status, why):
    row = fate("Ana,Ruis,,,,", decisions={2: decision})
    assert (row.status, row.why.code) == (status, why)


def test_a_decision_for_a_person_here_fills_blanks():
    row = fate("Ana,Ruis,,,,Gilroy", decisions={2: "k1"})
    assert (row.status, [c.field for c in row.changes]) == ("updated", ["town"])


def test_a_decision_can_join_a_row_to_an_earlier_one():
    found = planned("Ana,Ruiz,,,Hall,", "Ana,Ruis,,,Hall,X", decisions={3: "row:2"})
    assert [row.numbers for row in found.rows] == [(2, 3)]


@pytest.mark.parametrize("decision", ["nobody", "row:9", "row:2", "row:x"])
def test_a_decision_that_names_nobody_is_refused(decision):
    with pytest.raises(UnknownDecision):
        fate("Ana,Ruis,,,,", decisions={2: decision})


def test_an_unknown_policy_is_refused():
    with pytest.raises(UnknownPolicy):
        fate("Ana,Ruis,,,,", policy=Policy("merge"))


# the plan as a whole


def test_counts_name_every_status():
    found = planned("Ana,Ruiz,ana@example.org,,,X", "Bo,Lim,,,,", ",,,,,Y", existing=[ANA])
    assert found.counts == {
        "created": 1,
        "updated": 1,
        "same": 0,
        "skipped": 1,
        "duplicate_suspect": 0,
    }
    assert found.field_counts == {"town": 1}


def people(count: int) -> list[Known]:
    return [
        Known(f"k{n}", {"reference": f"r{n}", "full_name": f"P{n}", "town": f"T{n}"})
        for n in range(count)
    ]


@pytest.mark.parametrize(("count", "warned"), [(20, True), (9, False)])
def test_a_file_that_replaces_one_field_for_many_is_unusual(count, warned):
    lines = [f"r{n},P{n},T{n + 1}" for n in range(count)]
    found = planned(*lines, head="ID,Name,Town", existing=people(count), policy=FILE)
    assert bool(found.unusual) is warned
    if warned:
        assert "change “Town” for 20 of 20 people" in found.unusual[0].text


def test_filling_blanks_is_not_unusual():
    known = [Known(k.id, {**k.values, "town": ""}) for k in people(20)]
    lines = [f"r{n},P{n},T{n}" for n in range(20)]
    found = planned(*lines, head="ID,Name,Town", existing=known, policy=FILE)
    assert (found.counts["updated"], found.unusual) == (20, ())


@pytest.mark.parametrize("make", [look_alike_a, look_alike_b])
def test_look_alikes_are_created_whole_and_are_the_same_next_time(make):
    sheet = read_sheet(make(), "raw.csv")
    mapping = mapped(sheet)
    first = plan(sheet, mapping)
    assert first.counts["created"] == len(sheet.rows)
    again = plan(sheet, mapping, carried_out(first))
    assert again.counts["same"] == len(sheet.rows)


def test_a_crowd_with_one_name_is_planned_and_the_limit_told():
    lines = [f"Ana,Ruiz,a{n}@example.org,,," for n in range(200)]
    found = planned(*lines)
    assert found.counts["created"] == 200
    assert codes(found.notes) == ["many-alike"]


def test_a_row_is_compared_with_a_few_dozen_others_and_not_with_all(monkeypatch):
    from thousandfold_core.sheets import register

    compared = []
    link = register.link
    monkeypatch.setattr(register, "link", lambda a, b: compared.append(1) or link(a, b))
    lines = [f"Ana,Ruiz,info@example.org,408-555-0100,Hall,T{n}" for n in range(20)]
    lines += [f"N{n},Ruiz,info@example.org,408-555-0100,Hall,T{n}" for n in range(1000)]
    planned(*lines)
    assert len(compared) < 1020 * 200
