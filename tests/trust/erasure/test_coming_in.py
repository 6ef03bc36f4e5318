"""A file on its way in lies nowhere on the disk, however large it is."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from thousandfold_core.sheets.limits import MAX_BYTES

USUAL = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]


def on_the_disk(size: int) -> list[str]:
    """Temporary files that a spreadsheet of a size comes to lie in."""
    file = SimpleUploadedFile("list.csv", b"n" * size)
    sent = RequestFactory().post("/", {"file": file}).FILES["file"]
    assert sent.size == size
    found = [sent.temporary_file_path()] if hasattr(sent, "temporary_file_path") else []
    sent.close()
    return found


@pytest.mark.parametrize("size", [10, 3 * 1024 * 1024, MAX_BYTES])
def test_a_file_that_comes_in_never_touches_the_disk(size):
    assert on_the_disk(size) == []


@pytest.mark.sabotage("test_a_file_that_comes_in_never_touches_the_disk")
def test_djangos_usual_way_is_found(settings):
    settings.FILE_UPLOAD_HANDLERS = USUAL
    assert len(on_the_disk(3 * 1024 * 1024)) == 1


def test_of_a_file_that_is_far_too_large_no_more_is_kept_than_says_so(settings):
    size = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1024 * 1024
    file = SimpleUploadedFile("list.csv", b"n" * size)
    sent = RequestFactory().post("/", {"file": file}).FILES["file"]
    assert MAX_BYTES < len(sent.read()) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE
