"""What somebody gave to common work: they say what may stay; what they say nothing of goes."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from factories.cohorts import make_member
from factories.forests import FRUIT, VALUES, Grown
from factories.hosts import AT
from factories.people import make_person
from thousandfold.base.keeping import common_work
from thousandfold.base.keeping.common_work import contributions
from thousandfold.base.keeping.subject import Subject, subject_of
from thousandfold.base.usecases.erasing import erase_who_proved_it
from thousandfold.campaigns.evidence import behind
from thousandfold.campaigns.harvesting import harvest_of
from thousandfold.campaigns.models import Derivation, Platform
from thousandfold.campaigns.usecases.platforms import draft_platform
from thousandfold.exercises.models import Place, StoredAnswer
from thousandfold.recruitment.usecases.asking import link_word


@pytest.fixture
def grown(here, staff) -> Grown:
    """A cohort after its forest, with a platform of five planks; the first place is Lan's."""
    made = Grown(here)
    person = make_person(here, "Lan Nguyen", email="lan@people.example")
    member = make_member(made.cohort, person)
    Place.objects.filter(pk=made.places[0].pk).update(member=member)
    draft_platform(viewer=staff, cohort=made.cohort, title="What we stand for", at=AT)
    made.person = person
    return made


def lan(grown: Grown) -> Subject:
    """The person of the first place."""
    return subject_of(grown.person)


def on_planks(grown: Grown) -> str:
    """Every word that stands behind the planks now."""
    platform = Platform.objects.get(cohort=grown.cohort)
    planks = platform.planks.prefetch_related("derivations")
    return " ".join(str(behind(one, harvest_of(grown.cohort))) for one in planks)


def keys(grown: Grown, words: str) -> list[str]:
    """What to tick so that these words stay."""
    return [one.key for one in contributions(lan(grown)) if one.words == words]


def words_left(grown: Grown, *stays: str) -> set[str]:
    """Of theirs, what stands behind planks after an erasure with these ticked."""
    erase_who_proved_it(subject=lan(grown), at=AT, stays=stays)
    now = on_planks(grown)
    return {one for one in (FRUIT[0], VALUES[0]) if one in now}


def test_they_are_asked_about_each_thing_of_theirs_and_of_nobody_else(grown):
    asked = {one.words for one in contributions(lan(grown))}
    assert FRUIT[0] in asked
    assert not asked & set(FRUIT[1:])


def test_what_they_say_nothing_of_goes(grown):
    assert FRUIT[0] in on_planks(grown)
    assert words_left(grown) == set()


@pytest.mark.sabotage("test_what_they_say_nothing_of_goes")
def test_words_that_stay_unasked_are_found(grown, monkeypatch):
    everything = [one.key for one in contributions(lan(grown))]
    keep = common_work._ASKED[0].keep
    asked = common_work._Asked(
        common_work._ASKED[0].find, lambda who, _keys, at: keep(who, everything, at)
    )
    monkeypatch.setattr(common_work, "_ASKED", [asked])
    assert words_left(grown, "anything") == {FRUIT[0]}


def test_words_that_may_stay_stay_without_a_name_or_a_link(grown):
    assert words_left(grown, *keys(grown, FRUIT[0])) == {FRUIT[0]}
    assert "Ana" not in on_planks(grown)
    row = Derivation.objects.get(stays__isnull=False)
    named = {str(grown.person.pk), str(grown.places[0].pk)}
    assert not named & {str(getattr(row, one.attname)) for one in row._meta.concrete_fields}


def test_a_branch_that_may_stay_is_only_counted(grown):
    found = keys(grown, VALUES[0])
    assert words_left(grown, *found) == set()
    assert {one.stays for one in Derivation.objects.filter(stays__isnull=False)} <= {""}


def test_a_plank_says_that_a_source_was_withdrawn(grown):
    words_left(grown)
    assert "withdrawn=2" in on_planks(grown)


def test_the_forests_counts_are_worked_out_anew_on_the_next_view(grown):
    before = harvest_of(grown.cohort).trees
    words_left(grown)
    assert harvest_of(grown.cohort).trees == before - 1


def test_nobody_keeps_words_of_another(grown):
    other = Derivation.objects.exclude(
        key__in={one.key for one in harvest_of(grown.cohort).kind("branch")}
    )
    stays = [f"derivation:{one.pk}" for one in other]
    words_left(grown, *stays)
    kept = [one.stays for one in Derivation.objects.filter(stays__isnull=False)]
    assert set(kept) <= {FRUIT[0], ""}


def test_after_their_term_sources_are_no_longer_kept_and_not_withdrawn(grown):
    StoredAnswer.objects.all().delete()
    text = on_planks(grown)
    assert "withdrawn=0" in text
    assert "lost=0" not in text.split("Evidence")[1]


def test_the_pages_ask_and_carry_the_answer_to_the_last_step(grown):
    link = reverse(
        "recruitment:held-by-link", args=[link_word("lan@people.example", timezone.now())]
    )
    first = Client().get(link).content.decode()
    where = _erase_page(link, first)
    text = Client().get(where).content.decode()
    key = keys(grown, FRUIT[0])[0]
    assert f'value="{key}"' in text
    last = Client().get(f"{where}sure/", {"stays": key}).content.decode()
    assert f'<input type="hidden" name="stays" value="{key}">' in last
    Client().post(f"{where}sure/", {"stays": [key], "typed": "lan@people.example"})
    assert FRUIT[0] in on_planks(grown)


def _erase_page(link: str, text: str) -> str:
    """The way from the first page to the preview."""
    return next(part.split('"')[0] for part in text.split('href="') if part.startswith(link))
