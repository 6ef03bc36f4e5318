"""Every form at a host has a way back to the page above it."""

from __future__ import annotations

import pytest

from thousandfold.base.views.forms import page_above

SOME = "0190a1b2-0000-7000-8000-000000000001"


@pytest.mark.parametrize(
    ("form", "above"),
    [
        ("/h/valley/people/new/", "/h/valley/people/"),
        (f"/h/valley/people/{SOME}/roles/new/", f"/h/valley/people/{SOME}/"),
        (f"/h/valley/coalition/{SOME}/change/", "/h/valley/coalition/"),
        (
            f"/h/valley/coalition/{SOME}/principles/2/adopt/",
            f"/h/valley/coalition/{SOME}/principles/",
        ),
        ("/h/valley/bodies/oakland/seats/new/", "/h/valley/bodies/oakland/"),
        ("/h/valley/host/change/", "/h/valley/host/"),
        ("/nothing/like/this/", "/"),
    ],
)
def test_the_page_above_is_the_nearest_that_can_be_opened(form, above):
    assert page_above(form) == above


def test_a_form_offers_its_way_back(here, staff_client):
    page = staff_client.get("/h/south-bay/people/new/").content.decode()
    assert '<a href="/h/south-bay/people/">Go back without saving</a>' in page


def test_a_page_that_is_a_form_has_no_way_back_from_itself(here, staff, staff_client):
    from factories.calls import make_call

    call = make_call(here)
    page = staff_client.get(f"/h/south-bay/recruit/{call.pk}/import/").content.decode()
    assert "Go back without saving" not in page
