# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses of the ground, below a host."""

from __future__ import annotations

app_name = "base"
urlpatterns: list[object] = []
