# SPDX-License-Identifier: AGPL-3.0-or-later
"""The languages of the site, and which of them are partial.

A language of which texts are missing says so on every page (docs/reference/languages.md).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_noop


@dataclass(frozen=True)
class Language:
    """One language: its code, its names, and what its pages say while it is partial.

    ``partial`` is a short mark and a sentence, both in that language; empty for a language
    whose texts are whole and in use.
    """

    code: str
    english: str
    local: str
    mark: str = ""
    partial: str = ""


LANGUAGES = (
    Language("en", gettext_noop("English"), "English"),
    Language("es", gettext_noop("Spanish"), "español"),
    Language(
        "vi",
        gettext_noop("Vietnamese"),
        "Tiếng Việt",
        "một phần",
        "Bản tiếng Việt mới dịch một phần và chưa có ai kiểm tra. Phần chưa dịch hiện bằng tiếng Anh.",
    ),
    Language(
        "zh-hant",
        gettext_noop("Traditional Chinese"),
        "繁體中文",
        "部分",
        "繁體中文只譯了一部分，還沒有人校對。未翻譯的部分以英文顯示。",
    ),
    Language(
        "zh-hans",
        gettext_noop("Simplified Chinese"),
        "简体中文",
        "部分",
        "简体中文只译了一部分，还没有人校对。未翻译的部分以英文显示。",
    ),
    Language(
        "tl",
        gettext_noop("Tagalog"),
        "Tagalog",
        "hindi pa buo",
        "Hindi pa buo ang salin sa Tagalog at wala pang taong sumuri nito. Nasa Ingles ang hindi pa naisasalin.",
    ),
)
BY_CODE = {one.code: one for one in LANGUAGES}

#: Django brings no Tagalog of its own.
LANG_INFO.setdefault(
    "tl", {"bidi": False, "code": "tl", "name": "Tagalog", "name_local": "Tagalog"}
)


def partial_sentence(code: str) -> str:
    """What pages in a language say while it is partial; empty for a whole one."""
    known = BY_CODE.get(code)
    return known.partial if known else ""
