"""What holds for every file: planning twice creates nobody, blanks erase nothing."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sheet_samples import FIELDS, carried_out

from thousandfold_core.sheets.identity import Identity, compare_names, link
from thousandfold_core.sheets.mapping import suggest
from thousandfold_core.sheets.outcomes import KEEP_EXISTING, USE_FILE, Policy
from thousandfold_core.sheets.plan import plan
from thousandfold_core.sheets.reading import Row, Sheet
from thousandfold_core.sheets.register import Register

HEADERS = ("ID", "First name", "Last name", "Email", "Phone", "Town", "Languages")
MAPPING = suggest(HEADERS, FIELDS)
CELLS = st.tuples(
    st.sampled_from(["", "", "1", "2", "3"]),
    st.sampled_from(["", "Ana", "Anna", "A", "Bo", "José"]),
    st.sampled_from(["", "Ruiz", "Ruis", "Lim"]),
    st.sampled_from(["", "", "a@x.org", "b@x.org", "bad"]),
    st.sampled_from(["", "", "408-555-0100", "408-555-0101"]),
    st.sampled_from(["", "Gilroy", "Aptos"]),
    st.sampled_from(["", "English", "Spanish; English"]),
)
POLICIES = st.sampled_from([Policy(KEEP_EXISTING), Policy(USE_FILE)])


def sheet(cells) -> Sheet:
    rows = tuple(Row(number, row) for number, row in enumerate(cells, 2))
    return Sheet(HEADERS, rows, (), "csv utf-8")


SHEETS = st.lists(CELLS, max_size=8).map(sheet)


@given(SHEETS, SHEETS, POLICIES)
@settings(deadline=None, max_examples=120)
def test_planning_a_file_again_creates_nobody(before, file, policy):
    here = carried_out(plan(before, MAPPING))
    after = carried_out(plan(file, MAPPING, here, policy), here)
    assert plan(file, MAPPING, after, policy).counts["created"] == 0


@given(SHEETS, POLICIES)
@settings(deadline=None, max_examples=80)
def test_planning_a_file_without_suspects_again_changes_nothing(file, policy):
    first = plan(file, MAPPING, (), policy)
    assume(not first.counts["duplicate_suspect"])
    after = carried_out(first)
    again = plan(file, MAPPING, after, policy)
    assert [row for row in again.rows if row.changes] == []


@given(SHEETS, SHEETS, POLICIES)
@settings(deadline=None, max_examples=80)
def test_no_import_makes_a_value_blank(before, file, policy):
    here = carried_out(plan(before, MAPPING))
    after = {
        known.id: known.values for known in carried_out(plan(file, MAPPING, here, policy), here)
    }
    assert all(after[known.id].get(key) for known in here for key in known.values)


@given(SHEETS, SHEETS)
@settings(deadline=None, max_examples=80)
def test_keep_existing_replaces_nothing(before, file):
    here = carried_out(plan(before, MAPPING))
    changes = [c for row in plan(file, MAPPING, here).rows for c in row.changes]
    assert [change.before for change in changes if change.before] == []


@given(SHEETS, SHEETS, POLICIES)
@settings(deadline=None, max_examples=80)
def test_every_row_of_the_file_is_accounted_for_once(before, file, policy):
    found = plan(file, MAPPING, carried_out(plan(before, MAPPING)), policy)
    numbers = sorted(number for row in found.rows for number in row.numbers)
    assert numbers == [row.number for row in file.rows]
    assert sum(found.counts.values()) == len(found.rows)


@given(SHEETS, SHEETS, POLICIES)
@settings(deadline=None, max_examples=80)
def test_no_two_rows_of_a_plan_change_one_person(before, file, policy):
    found = plan(file, MAPPING, carried_out(plan(before, MAPPING)), policy)
    changed = [row.known_id for row in found.rows if row.known_id]
    assert len(changed) == len(set(changed))


PEOPLE = st.builds(
    Identity,
    reference=st.sampled_from(["", "1", "2"]),
    email=st.sampled_from(["", "a@x.org", "b@x.org"]),
    phone=st.sampled_from(["", "4085550100", "4085550101"]),
    name=st.sampled_from(
        ["", "ana ruiz", "anna ruiz", "a ruiz", "ana lopez ruiz", "bo lim", "ana"]
    ),
    seconds=st.sampled_from([frozenset(), frozenset({("town", "gilroy")})]),
    whole=st.sampled_from([frozenset(), frozenset({("town", "Gilroy")})]),
)


@given(PEOPLE, PEOPLE)
@settings(deadline=None, max_examples=120)
def test_likeness_does_not_depend_on_who_comes_first(one, other):
    assert link(one, other) == link(other, one)
    assert compare_names(one.name, other.name) == compare_names(other.name, one.name)


@given(st.lists(PEOPLE, max_size=20), PEOPLE)
@settings(deadline=None, max_examples=80)
def test_the_register_finds_whoever_a_full_search_finds(people, person):
    register = Register()
    for other in people:
        register.add(other)
    slow = [(n, link(person, other)) for n, other in enumerate(people)]
    slow = [(n, how) for n, how in slow if how.relation != "none"]
    assert register.links(person) == slow
    assert register.same(person) == [(n, how) for n, how in slow if how.relation == "same"]
