"""Files are read and written back byte for byte, whatever stands in them."""

from __future__ import annotations

from curriculum_sample import TREE, good
from hypothesis import given, settings
from hypothesis import strategies as st

from thousandfold_core.curricula.blocks import read_document, with_attr, write_document
from thousandfold_core.curricula.frontmatter import split_front_matter, with_key
from thousandfold_core.curricula.package import path_of
from thousandfold_core.curricula.reading import read_package

quick = settings(deadline=None, max_examples=150)

lines = st.one_of(
    st.sampled_from(
        ["+++", ":::", "::: step {#a min=3}", "::: new {#b x=y", "::: {#c}", ":::odd", "", "+++ "]
    ),
    st.text(max_size=12),
)
ends = st.sampled_from(["\n", "\r\n", "\n\n", "\r"])
words = st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=30)
names = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
values = st.text(
    alphabet=st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters='"}'), max_size=9
)


@st.composite
def documents(draw):
    """A well-formed file with blocks and keys of kinds that nobody planned."""
    text = f'+++\nid = "x"\n{draw(names.filter(lambda key: key != "id"))} = 1\n+++\n'
    for _ in range(draw(st.integers(0, 4))):
        keys = "".join(
            f' {k}="{draw(values)}"' for k in draw(st.lists(names, max_size=3, unique=True))
        )
        body = draw(words).replace(":::", "")
        text += f"{draw(words).replace(':::', '')}\n::: {draw(names)} {{#{draw(names)}{keys}}}\n"
        text += f"{body}\n:::\n"
    return text


@quick
@given(st.lists(st.tuples(lines, ends), max_size=15))
def test_any_text_is_written_back_unchanged(pieces):
    text = "".join(line + end for line, end in pieces)
    document, _ = read_document(text, "x.md")
    assert write_document(document) == text


@quick
@given(documents())
def test_well_formed_text_is_read_without_findings_and_written_back(text):
    document, findings = read_document(text, "x.md")
    assert findings == []
    assert write_document(document) == text


@quick
@given(st.dictionaries(st.sampled_from(sorted(good())), st.tuples(st.integers(0, 400), words)))
def test_any_disturbed_package_is_read_and_every_document_kept(changes):
    files = good()
    for path, (at, text) in changes.items():
        files[path] = files[path][:at] + text + files[path][at:]
    package = read_package(files)
    for _, prefix, texts in package.documents():
        for language, document in texts.items():
            assert write_document(document) == files[path_of(prefix, language)]


@quick
@given(documents(), names, values)
def test_setting_a_key_changes_only_its_opening_line(text, key, value):
    document, _ = read_document(text, "x.md")
    for block in document.blocks:
        changed = with_attr(block, key, value)
        again, findings = read_document("+++\n+++\n" + changed.raw, "x.md")
        assert findings == []
        assert again.blocks[0].get(key) == value
        assert {k: again.blocks[0].get(k) for k, _ in block.attrs if k != key} == {
            k: v for k, v in block.attrs if k != key
        }
        assert (changed.body, changed.closing) == (block.body, block.closing)


def test_key_inside_a_quoted_value_is_not_mistaken_for_the_key():
    text = '+++\n+++\n::: step {#a note="see of=1 there" of="2"}\n:::\n'
    block = read_document(text, "x.md")[0].blocks[0]
    changed = with_attr(block, "of", "3")
    assert changed.opening == '::: step {#a note="see of=1 there" of="3"}\n'


def test_block_says_its_kind_id_keys_text_and_line():
    block = read_document(TREE, "x.md")[0].blocks[0]
    assert (block.kind, block.id, block.minutes, block.line) == ("step", "roots", 40, 16)
    assert block.get("screen") == "quiet"
    assert block.text == "Draw your roots."


def test_forgotten_closing_ends_at_the_next_opening():
    text = "+++\n+++\n::: step {#a}\none\n::: step {#b}\ntwo\n:::\n"
    document, findings = read_document(text, "x.md")
    assert [block.text for block in document.blocks] == ["one", "two"]
    assert [(f.code, f.line) for f in findings] == [("block-open", 3)]


def test_line_separators_that_people_paste_do_not_shift_lines():
    text = "+++\n+++\na\u2028b\x0cc\n::: step {#a}\n:::\n"
    assert read_document(text, "x.md")[0].blocks[0].line == 4


def test_front_matter_key_is_replaced_in_its_line():
    front, _, _ = split_front_matter('+++\r\na = 1\r\nof = "x"\r\n+++\r\n', "x.md")
    assert with_key(front, "of", "y").raw == '+++\r\na = 1\r\nof = "y"\r\n+++\r\n'


def test_new_front_matter_key_goes_before_any_table():
    front, _, _ = split_front_matter("+++\n[t]\na = 1\n+++\n", "x.md")
    changed, _, findings = split_front_matter(with_key(front, "of", "y").raw, "x.md")
    assert findings == []
    assert changed.data == {"of": "y", "t": {"a": 1}}


def test_toml_error_names_the_line_in_the_file():
    _, _, findings = split_front_matter("+++\na = 1\nb = \n+++\n", "x.md")
    assert [(f.code, f.line) for f in findings] == [("toml-unreadable", 3)]


def test_toml_error_at_the_end_names_the_last_line():
    _, _, findings = split_front_matter('+++\na = 1\nb = """\n+++\n', "x.md")
    assert [(f.code, f.line) for f in findings] == [("toml-unreadable", 3)]
