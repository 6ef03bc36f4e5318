# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages of the ground, and what every page is made of."""

from thousandfold.base.views.forms import EditPage, FormPage
from thousandfold.base.views.lists import ListPage
from thousandfold.base.views.pages import Page

__all__ = ["EditPage", "FormPage", "ListPage", "Page"]
