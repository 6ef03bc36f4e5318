"""What only the requester and the steward they chose can open."""

from __future__ import annotations

import dataclasses
import json
import random
import time
from base64 import b64encode
from datetime import date
from uuid import uuid4

import pytest

from thousandfold.base import keystore
from thousandfold.base.keystore import installation, lock
from thousandfold.base.keystore.refused import WrongPassphrase
from thousandfold.base.sealed import padding, receipt, requests, stewards
from thousandfold.base.sealed.refused import (
    DoesNotOpen,
    NobodyToOpen,
    NoSuchWord,
    NotSevenWords,
    NotTheSameWords,
    WasChanged,
)
from thousandfold_core.errors import Refusal

DAY, LATER = date(2026, 3, 7), date(2026, 3, 9)
ASKED = {
    "from": "Marisol Villanueva",
    "kind": "counsellor who speaks Tagalog",
    "words": "I cannot sleep since the meeting.",
    "attached": [requests.attached("letter.txt", "text/plain", b"the threat itself")],
}
#: What must never be seen outside.
INSIDE = ("marisol", "villanueva", "counsellor", "tagalog", "sleep", "letter.txt", "threat")
PHRASE = "five words that nobody guesses"


@pytest.fixture(autouse=True)
def cheap(request: pytest.FixtureRequest, monkeypatch) -> None:
    """Passphrases cost little here, but where the cost itself is looked at."""
    if "64_megabytes" not in request.node.name:
        monkeypatch.setattr(lock, "MEMORY", 8192)
        monkeypatch.setattr(lock, "PASSES", 1)


@pytest.fixture
def steward() -> stewards.Steward:
    return stewards.enrol(PHRASE)[0]


@pytest.fixture
def words() -> receipt.Words:
    return receipt.new_receipt()


@pytest.fixture
def sealed(steward, words) -> requests.SealedRequest:
    return requests.seal(ASKED, stewards={steward.inbox: steward.public}, receipt=words, day=DAY)


def as_steward(sealed, steward, day=LATER):
    private = stewards.private_key(steward, PHRASE)
    return requests.open_by_steward(sealed, steward.inbox, private, day)


# who opens it


def test_the_requester_opens_it_with_their_words(sealed, words):
    assert requests.read(requests.open_by_receipt(sealed, words)) == [(DAY, ASKED)]


def test_the_chosen_steward_opens_it(sealed, steward):
    assert requests.read(as_steward(sealed, steward))[0] == (DAY, ASKED)


def test_replies_go_both_ways(sealed, steward, words):
    theirs = requests.add(as_steward(sealed, steward), {"words": "Tuesday at four?"}, LATER)
    own = requests.open_by_receipt(theirs.request, words)
    both = requests.add(own, {"words": "Yes."}, LATER)
    said = [one.get("words") for _, one in requests.read(as_steward(both.request, steward))]
    assert said == [ASKED["words"], None, "Tuesday at four?", "Yes.", None]


def test_the_requester_sees_who_opened_it_and_on_which_day(sealed, steward, words):
    stored = requests.to_stored(as_steward(sealed, steward).request)
    opened = requests.open_by_receipt(requests.from_stored(stored), words)
    assert requests.read(opened)[1] == (LATER, {"what": "opened", "by": steward.inbox})


def strangers_keys(sealed: requests.SealedRequest) -> list[bytes]:
    """Every key that an administrator, another steward or who owns the computer has."""
    other, printed = stewards.enrol("another passphrase, just as long")
    host_key = keystore.ring()
    owners = [str(uuid4()), str(uuid4())]
    host_key.make_all(owners)
    found = [
        stewards.private_key(other, "another passphrase, just as long"),
        stewards.private_key_by_print(other, printed),
        installation.root(),
        installation.wrapping_key(),
        *(host_key._unwrapped(one) for one in owners),
        lock.stretched(PHRASE, sealed.salt),
        lock.stretched(" ".join(receipt.new_receipt()), sealed.salt),
        bytes(32),
        sealed.id.encode(),
    ]
    return [one for one in found if one]


def opened_by_strangers(sealed: requests.SealedRequest) -> list[str]:
    """What keys of people who were not chosen open: as a steward's, and as the request's own."""
    found = []
    for key in strangers_keys(sealed):
        for inbox in (*sealed.inboxes, "another inbox"):
            try:
                requests.read(requests.open_by_steward(sealed, inbox, key, DAY))
                found.append(f"as {inbox}")
            except Refusal:
                continue
        try:
            requests.read(requests.Opened(sealed, key))
            found.append("as the key itself")
        except Refusal:
            continue
    return found


def test_no_other_steward_administrator_or_owner_of_the_computer_opens_it(sealed):
    assert opened_by_strangers(sealed) == []


@pytest.mark.sabotage("test_no_other_steward_administrator_or_owner_of_the_computer_opens_it")
def test_a_copy_for_the_administrator_is_noticed(words, steward, monkeypatch):
    from nacl.public import PrivateKey

    ours = PrivateKey(installation.root()).public_key
    both = {steward.inbox: steward.public, "escrow": bytes(ours)}
    sealed = requests.seal(ASKED, stewards=both, receipt=words, day=DAY)
    assert opened_by_strangers(sealed) == ["as escrow"]


def test_lost_words_and_a_lost_key_lose_the_request(sealed):
    with pytest.raises(DoesNotOpen):
        requests.open_by_receipt(sealed, receipt.new_receipt())


def test_a_request_is_sealed_to_somebody(words):
    with pytest.raises(NobodyToOpen):
        requests.seal(ASKED, stewards={}, receipt=words, day=DAY)


def test_the_steward_left_opens_nothing_after_another_was_chosen(sealed, steward, words):
    other, _ = stewards.enrol(PHRASE)
    opened = requests.open_by_receipt(sealed, words)
    anew = requests.choose_again(
        opened, stewards={other.inbox: other.public}, receipt=words, day=LATER
    )
    assert requests.read(as_steward(anew, other))[0] == (DAY, ASKED)
    with pytest.raises(DoesNotOpen):
        as_steward(anew, steward)
    with pytest.raises(WasChanged):
        requests.read(requests.Opened(anew, opened.key))
    assert requests.read(requests.open_by_receipt(anew, words))[0] == (DAY, ASKED)


# what is seen outside


def outside(sealed: requests.SealedRequest) -> list[str]:
    """Names and words of the request that can be read without a key."""
    stored = requests.to_stored(sealed).lower()
    raw = b"".join(one.box for one in sealed.entries).lower()
    forms = [(word, b64encode(word.encode()).decode().lower()[:-4]) for word in INSIDE]
    return [w for w, coded in forms if w in stored or w.encode() in raw or coded in stored]


def test_no_name_kind_word_or_file_is_seen_outside(sealed):
    assert outside(sealed) == []


@pytest.mark.sabotage("test_no_name_kind_word_or_file_is_seen_outside")
def test_a_request_that_is_only_wrapped_is_noticed(words, steward, monkeypatch):
    import nacl.bindings

    monkeypatch.setattr(
        nacl.bindings, "crypto_aead_xchacha20poly1305_ietf_encrypt", lambda inside, *_: inside
    )
    sealed = requests.seal(ASKED, stewards={steward.inbox: steward.public}, receipt=words, day=DAY)
    assert "marisol" in outside(sealed)


def test_outside_are_ids_days_a_state_and_closed_boxes(sealed):
    assert {one.name for one in dataclasses.fields(sealed)} == {
        "id",
        "inboxes",
        "state",
        "salt",
        "for_receipt",
        "for_stewards",
        "entries",
    }
    assert {one.name for one in dataclasses.fields(sealed.entries[0])} == {"day", "box"}


@pytest.mark.parametrize("length", [0, 1, 900, 1015, 1016, 1017, 4000, 4088, 4089, 20_000])
def test_lengths_are_steps_of_one_or_four_kilobytes(length):
    framed = padding.padded(b"x" * length)
    assert len(framed) % (1024 if len(framed) <= 4096 else 4096) == 0
    assert padding.unpadded(framed) == b"x" * length


def test_two_requests_of_like_length_look_alike(steward, words):
    to = {steward.inbox: steward.public}
    short, longer = (
        requests.seal({"words": "x" * n}, stewards=to, receipt=words, day=DAY) for n in (5, 700)
    )
    assert len(short.entries[0].box) == len(longer.entries[0].box)


# what is changed shows


def changed_and_unnoticed(sealed, words, rounds: int) -> int:
    """How many changes by chance to what is stored go unnoticed."""
    chance, missed = random.Random(7), 0
    own = requests.open_by_receipt(sealed, words)
    for _ in range(rounds):
        number = chance.randrange(len(sealed.entries))
        entry = sealed.entries[number]
        box = bytearray(entry.box)
        box[chance.randrange(len(box))] ^= 1 << chance.randrange(8)
        entries = list(sealed.entries)
        entries[number] = dataclasses.replace(entry, box=bytes(box))
        missed += _reads(own, entries)
    return missed


def _reads(own, entries) -> bool:
    request = dataclasses.replace(own.request, entries=tuple(entries))
    try:
        requests.read(requests.Opened(request, own.key))
    except WasChanged:
        return False
    return True


@pytest.fixture
def talked(sealed, steward):
    opened = as_steward(sealed, steward)
    for number in range(3):
        opened = requests.add(opened, {"words": f"reply {number}"}, LATER)
    return opened.request


def test_every_flipped_bit_is_noticed(talked, words):
    assert changed_and_unnoticed(talked, words, 1000) == 0


@pytest.mark.sabotage("test_every_flipped_bit_is_noticed")
def test_a_seal_that_checks_nothing_is_noticed(talked, words, monkeypatch):
    own = requests.open_by_receipt(talked, words)
    plain = [requests._opened_box(own, number) for number in range(len(talked.entries))]
    monkeypatch.setattr(requests, "_opened_box", lambda opened, number: plain[number])
    assert changed_and_unnoticed(talked, words, 20) == 20


def test_swapped_taken_out_or_redated_entries_are_noticed(talked, words):
    own, entries = requests.open_by_receipt(talked, words), list(talked.entries)
    assert not _reads(own, [entries[1], entries[0], *entries[2:]])
    assert not _reads(own, [entries[0], *entries[2:]])
    assert not _reads(own, entries[1:])
    assert not _reads(own, [dataclasses.replace(entries[0], day=LATER), *entries[1:]])


def test_an_entry_of_another_request_is_noticed(talked, words, steward):
    to = {steward.inbox: steward.public}
    other = requests.seal(ASKED, stewards=to, receipt=words, day=DAY)
    own = requests.open_by_receipt(talked, words)
    assert not _reads(own, [other.entries[0], *talked.entries[1:]])


def test_an_envelope_of_another_request_is_noticed(sealed, words, steward):
    to = {steward.inbox: steward.public}
    other = requests.seal(ASKED, stewards=to, receipt=words, day=DAY)
    swapped = dataclasses.replace(sealed, for_stewards=other.for_stewards, entries=other.entries)
    with pytest.raises(WasChanged):
        as_steward(swapped, steward)


def test_what_is_stored_is_read_back_as_it_was(talked):
    assert requests.from_stored(requests.to_stored(talked)) == talked
    assert json.loads(requests.to_stored(talked))["state"] == "open"


# the receipt


def test_seven_words_are_seventy_seven_bits():
    assert len(set(receipt.words())) == 2048
    assert len(receipt.new_receipt()) == 7


def test_no_word_of_a_receipt_frightens():
    assert not receipt.NOT_THESE & set(receipt.words())


def test_words_are_read_as_people_type_them(words):
    typed = receipt.numbered(words).upper().replace("\n", ", ")
    assert receipt.read_receipt(typed) == words


def test_a_receipt_counts_once_it_was_typed_again(words):
    assert receipt.confirm(words, " ".join(words)) == words
    with pytest.raises(NotTheSameWords):
        receipt.confirm(words, " ".join(reversed(words)))


def test_a_word_of_no_receipt_is_named(words):
    with pytest.raises(NoSuchWord) as caught:
        receipt.read_receipt(" ".join([*words[:6], "paper"]))
    assert caught.value.params == {"word": "paper"}


def test_six_words_are_too_few(words):
    with pytest.raises(NotSevenWords):
        receipt.read_receipt(" ".join(words[:6]))


# stewards


def test_a_steward_opens_their_key_with_passphrase_or_print_alike():
    made, printed = stewards.enrol(PHRASE)
    private = stewards.private_key(made, PHRASE)
    assert stewards.private_key_by_print(made, printed.lower()) == private
    again = stewards.new_passphrase(made, printed, "another one, long enough")
    assert stewards.private_key(again, "another one, long enough") == private


def test_a_wrong_passphrase_or_print_opens_nothing(steward):
    with pytest.raises(WrongPassphrase):
        stewards.private_key(steward, "wrong")
    with pytest.raises(DoesNotOpen):
        stewards.private_key_by_print(steward, "0000-0000")


def test_a_printed_key_has_160_bits():
    _, printed = stewards.enrol(PHRASE)
    assert len(printed.replace("-", "")) == 32


def test_a_swapped_public_key_says_other_words():
    first, second = stewards.enrol(PHRASE)[0], stewards.enrol(PHRASE)[0]
    assert stewards.fingerprint(first.public) != stewards.fingerprint(second.public)


def test_a_guess_costs_64_megabytes_three_times():
    assert (lock.MEMORY, lock.PASSES) == (64 * 1024 * 1024, 3)
    began = time.perf_counter()
    lock.stretched("a guess", b"0" * 16)
    print(f"one guess: {time.perf_counter() - began:.2f} s")
