"""`thousandfold demo`: makes the region, says so when it is there, and makes it anew."""

from __future__ import annotations

import pytest

from factories.hosts import AT, make_host
from thousandfold.base.models import Host
from thousandfold.cli import demo, manage
from thousandfold.cli.server import prepare
from thousandfold.pages.demo import load


@pytest.fixture
def run(db, monkeypatch, capsys):
    """Run the command; making the region is quick here and told apart by its name."""

    def load_quickly(at, say):
        say("A coalition.")
        return make_host(f"demo-{Host.objects.count()}", is_demo=True)

    monkeypatch.setattr(manage, "ready", lambda: None)
    monkeypatch.setattr(prepare, "prepare", lambda say: None)
    monkeypatch.setattr(load, "load_demo", load_quickly)

    def call(**options):
        demo.demo(**options)
        return capsys.readouterr().out

    return call


def test_it_makes_the_region_and_says_what_it_does(run):
    assert "A coalition." in run(reset=False)
    assert Host.objects.filter(is_demo=True).count() == 1


def test_a_region_that_is_there_stays(run):
    run(reset=False)
    assert "--reset" in run(reset=False)
    assert Host.objects.filter(is_demo=True).count() == 1


def test_reset_takes_it_away_and_makes_it_anew(run):
    run(reset=False)
    before = Host.objects.get(is_demo=True).pk
    assert "Taking the old demo region away." in run(reset=True)
    assert Host.objects.get(is_demo=True).pk != before


def test_reset_leaves_real_hosts_alone(run):
    real = Host.objects.create(slug="real", name="Real", region="Here", created_at=AT)
    run(reset=False)
    run(reset=True)
    assert Host.objects.filter(pk=real.pk).exists()
