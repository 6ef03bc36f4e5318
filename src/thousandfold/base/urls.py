# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of the ground, below a host."""

from __future__ import annotations

from django.urls import path

from thousandfold.base.views import (
    held,
    holds,
    host,
    jobs,
    keeping,
    looking,
    outbox,
    permissions,
    roles,
    trail,
)

app_name = "base"
urlpatterns = [
    path("host/", host.HostPage.as_view(), name="host"),
    path("host/change/", host.HostEdit.as_view(), name="host-change"),
    path("host/roles/", roles.RoleList.as_view(), name="roles"),
    path("host/roles/give/", roles.RoleGive.as_view(), name="role-give"),
    path("host/roles/<uuid:pk>/end/", roles.RoleEnd.as_view(), name="role-end"),
    path(
        "host/roles/<uuid:pk>/second-factor/",
        roles.SecondFactorOff.as_view(),
        name="second-factor-off",
    ),
    path("host/look/", looking.Look.as_view(), name="look"),
    path("host/keeping/", keeping.KeepingPage.as_view(), name="keeping"),
    path("host/keeping/terms/", keeping.TermsEdit.as_view(), name="terms"),
    path("host/held/", held.HeldTable.as_view(), name="held"),
    path("host/holds/", holds.Holds.as_view(), name="holds"),
    path("host/holds/new/", holds.HoldNew.as_view(), name="hold-place"),
    path("host/holds/<uuid:pk>/lift/", holds.HoldLift.as_view(), name="hold-lift"),
    path("host/permissions/", permissions.PermissionsPage.as_view(), name="permissions"),
    path("host/trail/", trail.Trail.as_view(), name="trail"),
    path("work/<uuid:pk>/", jobs.JobPage.as_view(), name="job"),
    path("work/<uuid:pk>/version/", jobs.JobVersion.as_view(), name="job-version"),
    path("outbox/", outbox.Outbox.as_view(), name="outbox"),
    path("outbox/act/", outbox.OutboxAct.as_view(), name="outbox-act"),
    path("outbox/<uuid:pk>/", outbox.MessagePage.as_view(), name="message"),
    path("outbox/<uuid:pk>/change/", outbox.MessageEdit.as_view(), name="message-change"),
]
