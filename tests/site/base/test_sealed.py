"""Fields that are unreadable at rest."""

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection

from thousandfold.base.secrets import SealedJSON, seal, unseal


def test_a_sealed_text_opens_only_where_it_belongs():
    stored = seal("my grandmother's kitchen", "table", "column", "row")
    assert unseal(stored, "table", "column", "row") == "my grandmother's kitchen"
    with pytest.raises(InvalidTag):
        unseal(stored, "table", "column", "another row")


def test_two_seals_of_one_text_differ():
    assert seal("yes", "here") != seal("yes", "here")


def test_an_update_around_the_seal_is_refused():
    with pytest.raises(TypeError, match="saving its row"):
        SealedJSON().get_prep_value({"words": "plain"})


def test_the_database_holds_no_word_of_an_answer(here):
    from factories.rooms import Reach, Round

    room = Round(here, people=2)
    room.starts("me-tree", "branches")
    answer = room.lets_out(0, "branches", "Chicharrón sabor secreto", Reach.ONLY_ME)
    with connection.cursor() as cursor:
        cursor.execute(f"select said from {answer._meta.db_table}")
        stored = cursor.fetchone()[0]
    assert "secreto" not in stored
    assert "secreto" in str(type(answer).objects.get(pk=answer.pk).said)
