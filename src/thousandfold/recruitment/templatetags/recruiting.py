# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words of recruiting in templates: {% load recruiting %}."""

from __future__ import annotations

from typing import Any

from django import template

from thousandfold.recruitment.features import feature_label, value_label

register = template.Library()


@register.filter
def value_of(value: str, feature: str) -> Any:
    """How a value of a feature is called: {{ row.sector|value_of:"sector" }}."""
    return value_label(feature, value)


@register.filter
def feature_name(feature: str) -> Any:
    """How a feature is called."""
    return feature_label(feature)
