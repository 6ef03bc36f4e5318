# SPDX-License-Identifier: AGPL-3.0-or-later
"""What search finds in the programmes: their titles and their activities'."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thousandfold.base.hooks import Found, finds
from thousandfold.base.permissions import Permission, may
from thousandfold.curriculum.queries import programmes, said

MOST = 6


@finds
def _texts(request: Any, words: str) -> Iterable[Found]:
    if not may(request.viewer, Permission.PROGRAMME_SEE):
        return []
    return list(_matching(request, words.casefold().split()))[:MOST]


def _matching(request: Any, words: list[str]) -> Iterable[Found]:
    language, host = (get_language() or "en").split("-")[0], request.host.slug
    for package in programmes():
        title = said(package.title, language, package.source)
        if _has(" ".join(package.title.values()), words):
            url = reverse("curriculum:programme", args=[host, package.id])
            yield Found(_("Programme"), title, url)
        for one in package.activities.values():
            if _has(" ".join(one.title(each) for each in package.languages), words):
                url = reverse("curriculum:activity", args=[host, package.id, one.id])
                yield Found(_("Activity"), one.title(language), url, title)


def _has(text: str, words: list[str]) -> bool:
    return all(word in text.casefold() for word in words)
