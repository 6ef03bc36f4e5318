"""Zips: packed the same way every time, and refused when they could do harm."""

from __future__ import annotations

import io
import random
import stat
import zipfile

import pytest
from curriculum_sample import good

from thousandfold_core.curricula import archive, unsafe
from thousandfold_core.curricula.archive import unpack
from thousandfold_core.curricula.unsafe import refuse_unsafe


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return stream.getvalue()


def info(name: str, size: int = 1, packed: int = 1) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.file_size, member.compress_size = size, packed
    return member


def link(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name)
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


def test_packing_and_unpacking_gives_the_files_back():
    files = {path: text.encode() for path, text in good().items()}
    assert unpack(archive.pack(files)) == files


def test_same_files_give_the_same_zip():
    files = {path: text.encode() for path, text in good().items()}
    assert archive.pack(dict(reversed(files.items()))) == archive.pack(files)


def test_folder_around_everything_is_taken_off():
    data = zipped(
        ("vbl/", b""), ("vbl/package.toml", b"x"), ("vbl/a/b.md", b"y"), ("__MACOSX/q", b"")
    )
    assert unpack(data) == {"package.toml": b"x", "a/b.md": b"y"}


def test_thousand_members_are_allowed_and_one_more_is_not():
    refuse_unsafe([info(f"{n}") for n in range(1_000)])
    with pytest.raises(unsafe.TooManyMembers) as refused:
        refuse_unsafe([info(f"{n}") for n in range(1_001)])
    assert str(refused.value) == (
        "This zip was not opened: it holds 1001 files, and 1000 are the most. Split it."
    )


def test_fifty_megabytes_are_allowed_and_one_more_byte_is_not():
    whole = 50 * 1024 * 1024
    refuse_unsafe([info("a", whole, whole)])
    with pytest.raises(unsafe.TooLarge) as refused:
        refuse_unsafe([info("a", whole, whole), info("b")])
    assert str(refused.value) == (
        "This zip was not opened: unpacked it would be 51 MB, and 50 MB are the most. "
        "Take large files out."
    )


def test_bomb_of_zeros_is_refused_before_it_is_unpacked():
    with pytest.raises(unsafe.TooDense) as refused:
        unpack(zipped(("package.toml", b""), ("zeros.md", b"\0" * 10_000_000)))
    assert "zeros.md would grow " in str(refused.value)
    assert str(refused.value).endswith("and 100 times is the most. Pack the folder again.")


def test_ratio_of_exactly_100_is_allowed():
    refuse_unsafe([info("a", 10_000_000, 100_000)])
    with pytest.raises(unsafe.TooDense):
        refuse_unsafe([info("a", 10_100_000, 100_000)])


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../up.md", "a/../../up.md", "C:\\x.md", "\\x.md", "a\\..\\b", ".."]
)
def test_paths_that_lead_out_are_refused(name):
    with pytest.raises(unsafe.PathOutside) as refused:
        unpack(zipped((name, b"x")))
    assert str(refused.value) == (
        f"This zip was not opened: the path {name} leads out of the package. Rename the file."
    )


def test_dots_inside_a_name_lead_nowhere():
    assert list(unpack(zipped(("a..b/c...md", b"x")))) == ["a..b/c...md"]


def test_links_are_refused():
    with pytest.raises(unsafe.LinkInside) as refused:
        unpack(zipped((link("a.md"), b"/etc/passwd")))
    assert str(refused.value) == (
        "This zip was not opened: a.md is a link. Put the file itself in its place."
    )


def test_name_twice_is_refused():
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zipped(("a.md", b"x"), ("a.md", b"y"))
    with pytest.raises(unsafe.SameNameTwice):
        unpack(data)


def test_password_is_refused():
    data = bytearray(zipped(("a.md", b"x")))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(unsafe.Locked):
        unpack(bytes(data))


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04" + b"\0" * 40])
def test_what_is_no_zip_is_refused(data):
    with pytest.raises(unsafe.NotAnArchive):
        unpack(data)


def test_member_larger_than_it_declares_is_refused():
    noise = random.Random(1).randbytes(4_000)
    data = bytearray(zipped(("a.md", noise)))
    at = data.rindex(b"PK\x01\x02") + 24
    data[at : at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(unsafe.NotAnArchive):
        unpack(bytes(data))


def test_damaged_zips_are_refused_or_read_but_never_anything_else():
    whole = zipped(*((path, text.encode()) for path, text in good().items()))
    draw = random.Random(7)
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(draw.randint(1, 4)):
            data[draw.randrange(len(data))] = draw.randrange(256)
        try:
            unpack(bytes(data))
        except unsafe.UnsafeArchive as refused:
            assert str(refused).startswith("This ")


def test_file_that_is_no_text_is_named():
    with pytest.raises(archive.NotText, match=r"a\.md is not UTF-8 text"):
        archive.texts({"a.md": b"\xff\xfe"})


def test_pictures_are_carried_and_not_read_as_text():
    assert archive.texts({"a.png": b"\xff\xfe", "b.md": b"x"}) == {"b.md": "x"}
