# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every address of the site. Host pages live under /h/<host>/."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import include, path

APPS = (
    "people",
    "curriculum",
    "power",
    "recruitment",
    "training",
    "exercises",
    "campaigns",
    "alumni",
    "pages",
)

handler404 = "thousandfold.base.views.errors.not_found"
handler500 = "thousandfold.base.views.errors.broken"

urlpatterns = [
    path("language/", include("django.conf.urls.i18n")),
    path("account/", include("thousandfold.base.signing_in.account_urls")),
    path("h/<slug:host>/", include("thousandfold.base.urls")),
]
for name in APPS:
    if find_spec(f"thousandfold.{name}") and find_spec(f"thousandfold.{name}.urls"):
        urlpatterns.append(path("", include(f"thousandfold.{name}.urls")))
