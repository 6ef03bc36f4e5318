"""What stands on paper and in old files must be read for ever: known answers, kept here."""

from __future__ import annotations

import hashlib
from base64 import b64decode

import pytest

from thousandfold.base.sealed import receipt, requests, stewards
from thousandfold.base.sealed.refused import NoSuchWord

#: SHA-256 of the 2,048 words of receipts in their order: a change would make old receipts useless.
WORDS = "70ccf8838c634e58a930e8ffe03d876d1b0a43cf7b9bd2fd41f447ad628df007"


def test_the_words_of_receipts_are_those_that_people_wrote_down():
    made = receipt.words.__wrapped__()
    assert hashlib.sha256(" ".join(made).encode()).hexdigest() == WORDS
    assert not receipt.NOT_THESE & set(made)


@pytest.mark.parametrize(
    ("public", "said"),
    [
        (bytes(32), "feno puru galu dofa daro"),
        (bytes(range(32)), "taka firi lapi tila tapa"),
    ],
)
def test_a_public_key_is_always_read_out_in_the_same_words(public, said):
    assert stewards.fingerprint(public) == said


def test_lines_of_a_receipt_are_counted_from_one():
    assert receipt.numbered(("babe", "babi")) == "1. babe\n2. babi"


def test_a_word_on_no_receipt_is_named_and_cut_off_at_twenty_letters():
    with pytest.raises(NoSuchWord) as told:
        receipt.read_receipt("abcdefghijklmnopqrstuvwxyz")
    assert told.value.params["word"] == "abcdefghijklmnopqrst"


def test_a_file_goes_inside_whole_with_name_and_kind():
    inside = requests.attached("a.txt", "text/plain", b"\x00words\xff")
    assert (inside["name"], inside["kind"]) == ("a.txt", "text/plain")
    assert b64decode(inside["bytes"]) == b"\x00words\xff"
