# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of people and coalitions."""

from __future__ import annotations

from django.urls import include, path

from thousandfold.people.views import coalition, erasing, organisations, persons, principles

app_name = "people"
below_host = [
    path("coalition/", coalition.CoalitionPage.as_view(), name="coalition"),
    path(
        "coalition/<uuid:coalition>/change/",
        coalition.CoalitionEdit.as_view(),
        name="coalition-change",
    ),
    path(
        "coalition/<uuid:coalition>/principles/",
        principles.PrinciplesPage.as_view(),
        name="principles",
    ),
    path(
        "coalition/<uuid:coalition>/principles/new/",
        principles.PrinciplesNew.as_view(),
        name="principles-propose",
    ),
    path(
        "coalition/<uuid:coalition>/principles/<int:number>/adopt/",
        principles.AdoptionNew.as_view(),
        name="principles-adopt",
    ),
    path(
        "coalition/membership/<uuid:pk>/end/",
        coalition.MembershipEnd.as_view(),
        name="membership-end",
    ),
    path("organisations/", organisations.OrganisationList.as_view(), name="organisations"),
    path(
        "organisations/new/", organisations.OrganisationNew.as_view(), name="organisation-register"
    ),
    path("organisations/<uuid:pk>/", organisations.OrganisationPage.as_view(), name="organisation"),
    path(
        "organisations/<uuid:pk>/change/",
        organisations.OrganisationEdit.as_view(),
        name="organisation-change",
    ),
    path("people/", persons.PersonList.as_view(), name="persons"),
    path("people/new/", persons.PersonNew.as_view(), name="person-register"),
    path("people/<uuid:pk>/", persons.PersonPage.as_view(), name="person"),
    path("people/<uuid:pk>/change/", persons.PersonEdit.as_view(), name="person-change"),
    path("people/<uuid:pk>/held/", erasing.PersonHeld.as_view(), name="person-held"),
    path("people/<uuid:pk>/erase/", erasing.PersonErase.as_view(), name="person-erase"),
    path(
        "people/<uuid:pk>/erase/sure/",
        erasing.PersonEraseForGood.as_view(),
        name="person-erase-sure",
    ),
    path("people/<uuid:pk>/roles/new/", persons.SpellNew.as_view(), name="spell-new"),
    path("people/<uuid:pk>/roles/<uuid:spell>/end/", persons.SpellEnd.as_view(), name="spell-end"),
]
urlpatterns = [path("h/<slug:host>/", include(below_host))]
