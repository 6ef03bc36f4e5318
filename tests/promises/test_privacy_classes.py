"""Every stored field carries a privacy class."""

from django.apps import apps
from django.db import models

from thousandfold.base.privacy import undeclared

NEVER = (
    "immigration",
    "criminal",
    "birth",
    "party",
    "union_card",
    "ssn",
    "citizen",
    "legal_status",
)


def test_every_field_of_every_model_has_a_class():
    missing = {m._meta.label: undeclared(m) for m in apps.get_models() if undeclared(m)}
    assert missing == {}


def test_a_model_without_classes_is_found():
    class Careless(models.Model):
        story = models.TextField()

        class Meta:
            app_label = "careless"

    assert "story" in undeclared(Careless)


def test_no_field_asks_what_must_never_be_asked():
    names = [f"{m._meta.label}.{f.name}" for m in apps.get_models() for f in m._meta.fields]
    assert [n for n in names if any(word in n.lower() for word in NEVER)] == []
