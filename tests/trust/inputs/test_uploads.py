"""A picture that comes in goes out drawn anew; nothing else comes in as one (spec IN-6; decision 0100)."""

from __future__ import annotations

import importlib
import io
import pkgutil
import subprocess
import sys
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from django import forms
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from PIL import Image

import thousandfold
from thousandfold.base.files import pictures as door
from thousandfold.base.files.attachments import attachment
from thousandfold.base.files.confined import ChildFailed
from thousandfold.base.files.file_fields import PictureField, SheetField
from thousandfold.base.files.pictures import (
    KINDS,
    MOST_POINTS,
    NoPicture,
    Picture,
    PictureRefused,
    PictureTooLarge,
    drawn_anew,
    take_picture,
)
from trust.inputs.pictures import (
    HIDDEN,
    declared,
    drawn,
    no_pictures,
    photographs,
    several_at_once,
)

GOOD = {**dict(photographs()), **dict(several_at_once())}
BAD = dict(no_pictures())
#: What no picture that we give out may hold: notes of cameras, and other kinds of files.
TRACES = (HIDDEN, b"Exif", b"eXIf", b"GPS", b"tEXt", b"iTXt", b"zTXt", b"iCCP", b"ICC_PROFILE",
          b"xmp", b"XMP", b"<script", b"<svg", b"%PDF", b"PK\x03\x04", b"<?php")  # fmt: skip


def here(work: str, given: bytes, limits: Any = None) -> bytes:
    """The child's work, in this process: two hundred pictures need not two hundred children."""
    try:
        return drawn_anew(given)
    except Exception as fault:
        raise ChildFailed(type(fault).__name__) from fault


def traces(take: Callable[[bytes], Picture]) -> list[str]:
    """Pictures that were not taken though they are good, or that still hold what was hidden."""
    found = []
    for name, data in GOOD.items():
        try:
            picture = take(data)
        except PictureRefused as refusal:
            found.append(f"{name}: {refusal}")
            continue
        found += [f"{name}: holds {one!r}" for one in TRACES if one in picture.data]
        with Image.open(io.BytesIO(picture.data)) as again:
            found += [f"{name}: holds {one}" for one in again.info if one not in HARMLESS]
            if Image.MIME[again.format] != picture.kind or getattr(again, "n_frames", 1) > 1:
                found.append(f"{name}: became {again.format}")
    return found


#: What a file must say about itself to be drawn: no word of anybody's.
HARMLESS = {
    "jfif",
    "jfif_version",
    "jfif_unit",
    "jfif_density",
    "loop",
    "background",
    "timestamp",
    "duration",
}


def taken(take: Callable[[bytes], Picture]) -> list[str]:
    """Things taken for pictures that are none."""
    found = []
    for name, data in BAD.items():
        try:
            take(data)
        except PictureRefused:
            continue
        found.append(name)
    return found


@pytest.fixture
def without_children():
    with patch.object(door, "confined", here):
        yield


def test_there_are_forty_of_them():
    assert len(GOOD) + len(BAD) >= 40


def test_a_picture_goes_out_without_what_was_hidden_in_it(without_children):
    assert traces(take_picture) == []


def test_what_is_no_picture_is_not_taken(without_children):
    assert taken(take_picture) == []


def as_it_came(data: bytes) -> Picture:
    """A door that looks at the first bytes only, and hands on what it got."""
    if door._kind(data) is None:
        raise NoPicture
    return Picture(data, KINDS[door._kind(data)], 1, 1)


@pytest.mark.sabotage("test_a_picture_goes_out_without_what_was_hidden_in_it")
def test_pictures_handed_on_as_they_came_are_noticed():
    found = traces(as_it_came)
    assert {one.partition(":")[0] for one in found} >= {
        "JPEG with a place",
        "PNG and a page",
        "WEBP with words",
    }


@pytest.mark.sabotage("test_what_is_no_picture_is_not_taken")
def test_a_door_that_looks_at_first_bytes_only_is_noticed():
    assert "JPEG that is a page" in taken(as_it_came)


def test_the_right_way_up_stays_the_right_way_up(without_children):
    turned = take_picture(GOOD["JPEG with a place"])
    assert (turned.width, turned.height) == (16, 24)
    with Image.open(io.BytesIO(turned.data)) as again:
        red, _green, _blue = again.getpixel((8, 2))
    assert red > 150, "the red half is on top now"


def test_size_is_judged_before_anything_is_unpacked(without_children):
    with (
        patch.object(Image.Image, "load", side_effect=AssertionError("unpacked")),
        pytest.raises(PictureTooLarge),
    ):
        take_picture(declared(8_000, MOST_POINTS // 8_000 + 1))


def test_a_real_child_draws_it_and_one_that_takes_too_much_is_ended():
    from thousandfold.base.files.confined import MEGABYTE, Limits

    assert take_picture(drawn("PNG")).kind == "image/png"
    large = drawn("JPEG", size=(6_000, 5_000))
    with pytest.raises(PictureRefused):
        take_picture(large, Limits(memory=120 * MEGABYTE))


def test_the_library_is_not_loaded_before_a_picture_comes():
    call = "import sys, thousandfold.base.files.pictures; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", call], check=False).returncode == 0


# --- given out --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ['a"; filename="x.html', "a\r\nSet-Cookie: x.png", "../../x.png", "Zoë 王.png", ".", ""]
)
def test_a_name_cannot_write_headings(name):
    reply = attachment(b"x", "image/png", name)
    said = reply.headers["Content-Disposition"]
    assert said.startswith('attachment; filename="')
    assert said.count('"') == 2 and said.isascii() and said.isprintable()
    assert "/" not in said


# --- doors ------------------------------------------------------------------------------

DOORS = (SheetField, PictureField)


def file_columns() -> list[str]:
    """Columns that hold files as they came."""
    return [
        str(field)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.FileField)
    ]


def side_doors() -> list[str]:
    """Fields of forms that take files and are neither of our doors."""
    for one in pkgutil.walk_packages(thousandfold.__path__, "thousandfold."):
        if ".forms" in one.name:
            importlib.import_module(one.name)
    return [
        f"{form.__module__}.{form.__name__}.{name}"
        for form in _below(forms.BaseForm)
        if form.__module__.startswith(("thousandfold", "tests", "trust"))
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.FileField) and not isinstance(field, DOORS)
    ]


def _below(form: type) -> set[type]:
    return {form}.union(*map(_below, form.__subclasses__()))


def test_files_come_in_by_two_doors_only():
    assert file_columns() == []
    assert side_doors() == []


@pytest.mark.sabotage("test_files_come_in_by_two_doors_only")
def test_a_side_door_is_noticed():
    class Planted(forms.Form):
        photo = forms.ImageField()

    found = side_doors()
    del Planted.base_fields["photo"]
    assert [one.rpartition(".")[2] for one in found] == ["photo"]


def test_the_door_gives_a_form_the_picture_or_a_sentence(without_children):
    class Asks(forms.Form):
        photo = PictureField()

    good = Asks({}, {"photo": SimpleUploadedFile("me.svg", GOOD["JPEG with a place"])})
    assert good.is_valid() and good.cleaned_data["photo"].kind == "image/jpeg"
    bad = Asks({}, {"photo": SimpleUploadedFile("me.png", BAD["a drawing"])})
    assert "Choose a photograph" in bad.errors["photo"][0]
    assert "Choose the picture" in Asks({}, {}).errors["photo"][0]
