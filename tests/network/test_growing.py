"""The generator: counts are right, the same seed makes the same, every part has rows, pages open."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

from network.growing import grow  # noqa: E402
from network.shapes import Shape  # noqa: E402

from thousandfold.base.choices import RoleKind  # noqa: E402
from thousandfold.base.linking import look_over  # noqa: E402
from thousandfold.base.models import Host, Role, TrailEntry  # noqa: E402
from thousandfold.base.scope import every_host, inside  # noqa: E402
from thousandfold.base.secrets import SealedText  # noqa: E402
from thousandfold.people.models import Person  # noqa: E402
from thousandfold.recruitment.models import Cohort, Member  # noqa: E402

AT = datetime(2026, 3, 7, 17, 0, tzinfo=UTC)
SMALL = Shape(hosts=2, people=100, at=AT)
#: Tables that work under way fills, and that measuring or people's own acts fill.
LEFT_EMPTY = {
    "Agreement",     "HeldThing", "Job", "KeptPost", "LegalHold", "OncePost", "RetentionLook", "SignInCard",
    "Viewing", "WrongTry", "AccountSession", "WrongCode", "Upload", "Batch", "BatchChange",
    "Composition",
}  # fmt: skip


@pytest.fixture
def network(db):
    """Two hosts with a hundred people; what was written, by table."""
    return grow(SMALL)


def test_sizes_add_up_and_the_first_host_is_always_the_same():
    large = Shape(hosts=500, people=1_000_000, at=AT).sizes()
    assert (sum(large), len(large), large[0]) == (1_000_000, 500, 1_000)
    assert Shape(hosts=16, people=10_000, at=AT).sizes()[0] == 1_000
    assert large[1] > 20 * sorted(large)[250]


def test_fewer_people_than_hosts_need_are_refused():
    with pytest.raises(ValueError, match="at least 80"):
        Shape(hosts=10, people=79, at=AT).sizes()


@pytest.mark.both
def test_it_writes_so_many_and_every_part_of_a_hosts_life(network):
    with every_host("counting a made-up network"):
        assert Person.objects.count() == 100 == network["people.Person"]
        for model in _tables():
            written = network[model._meta.label]
            assert model._default_manager.count() == written
            assert (written == 0) == (model.__name__ in LEFT_EMPTY), model


@pytest.mark.both
def test_its_rows_are_such_as_forms_and_models_allow(network):
    with every_host("checking a made-up network"):
        for model in _tables():
            for row in model._default_manager.order_by("pk")[:5]:
                row.full_clean(exclude=_not_looked_at(row), validate_unique=False)


@pytest.mark.both
def test_its_trail_holds_together_and_its_sealed_words_open(network):
    for host in Host.objects.all():
        with inside(host):
            assert look_over(host.pk, TrailEntry.objects.all()).findings == ()
            nomination = apps.get_model("recruitment.Nomination").objects.first()
            assert nomination.story["why"].startswith("They work for")


def test_the_same_seed_makes_the_same_network(db):
    first, second, other = _tried(SMALL), _tried(SMALL), _tried(replace(SMALL, seed="another"))
    assert first == second
    assert first != other


def test_cohorts_are_of_twelve_to_twenty(network):
    with every_host("counting a made-up network"):
        for cohort in Cohort.objects.all():
            assert 8 <= Member.objects.filter(cohort=cohort).count() <= 20


@pytest.mark.both
def test_its_pages_open_for_staff(network):
    host = Host.objects.get(slug="host-0000")
    with inside(host):
        role = Role.objects.filter(kind=RoleKind.STAFF).select_related("account").first()
    client = Client()
    client.force_login(role.account)
    for page in ("", "people/?q=a", "recruit/", "cohorts/", "train/", "platforms/", "outbox/"):
        assert client.get(f"/h/host-0000/{page}").status_code == 200, page


def _tables():
    """Every table of ours."""
    return [one for one in apps.get_models() if one.__module__.startswith("thousandfold.")]


def _not_looked_at(row):
    """Sealed fields, which open only for their owners, and what was left empty."""
    return {
        field.name
        for field in row._meta.fields
        if isinstance(field, SealedText) or getattr(row, field.attname) in (None, "", [], {})
    }


def _tried(shape):
    """A network that is looked at and not kept."""
    with transaction.atomic():
        grow(shape)
        told = _told()
        transaction.set_rollback(True)
    return told


def _told():
    with every_host("comparing made-up networks"):
        people = Person.objects.order_by("pk").values_list("pk", "name", "email", "town")
        links = TrailEntry.objects.order_by("pk").values_list("pk", "thing_id", "verb")
        return [*people, *links, *Member.objects.order_by("pk").values_list("pk", "person")]
