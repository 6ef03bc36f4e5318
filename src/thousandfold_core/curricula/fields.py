# SPDX-License-Identifier: Apache-2.0
"""Reading typed values out of TOML, with a finding instead of an exception."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import time
from typing import Any

from thousandfold_core.curricula.catalogue import WANTED
from thousandfold_core.curricula.findings import Finding, finding


class Fields:
    """One TOML table being read: asks for values and notes what is missing or wrong.

    ``line_of`` says where a key stands in the file; findings are appended to
    the list that was handed in.
    """

    def __init__(
        self,
        data: Mapping[str, Any],
        path: str,
        findings: list[Finding],
        line_of: Callable[[str], int],
    ) -> None:
        """Read from ``data``, which stands in the file ``path``."""
        self.data, self.path, self.findings, self.line_of = data, path, findings, line_of

    def note(self, code: str, key: str = "", /, **params: Any) -> None:
        """Add a finding at the line of ``key``."""
        self.findings.append(finding(code, self.path, self.line_of(key), **params))

    def _get(self, key: str, required: bool, kinds: tuple[type, ...], wanted: str) -> Any:
        """Return the value if it is of one of the kinds, else None and a finding."""
        value = self.data.get(key)
        if value is None:
            if required:
                self.note("key-missing", key, key=key)
            return None
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            self.note("key-wrong", key, key=key, wanted=wanted)
            return None
        return value

    def text(self, key: str, *, required: bool = True) -> str:
        """Return a string, "" when there is none."""
        return self._get(key, required, (str,), WANTED["text"]) or ""

    def whole(self, key: str, *, required: bool = True) -> int:
        """Return a whole number of at least 1, or 0 when there is none."""
        value = self._get(key, required, (int,), WANTED["whole"])
        if value is not None and value < 1:
            self.note("key-wrong", key, key=key, wanted=WANTED["count"])
            return 0
        return value or 0

    def flag(self, key: str, *, required: bool = False) -> bool:
        """Return true or false; false when it is not said."""
        return bool(self._get(key, required, (bool,), WANTED["flag"]))

    def names(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Return a list of strings."""
        value = self._get(key, required, (list,), WANTED["names"])
        if value is None:
            return ()
        if not all(isinstance(each, str) for each in value):
            self.note("key-wrong", key, key=key, wanted=WANTED["names"])
        return tuple(each for each in value if isinstance(each, str))

    def one_or_more(self, key: str) -> tuple[str, ...]:
        """Return a list of strings; a single string counts as a list of one."""
        value = self.data.get(key)
        return (value,) if isinstance(value, str) else self.names(key)

    def anything(self, key: str) -> tuple[Any, ...]:
        """Return a list whatever it holds."""
        return tuple(self._get(key, False, (list,), WANTED["list"]) or ())

    def words(self, key: str, source: str, *, required: bool = True) -> dict[str, str]:
        """Return words by language; a plain string counts as the source language's."""
        wanted = WANTED["words"]
        value = self._get(key, required, (dict, str), wanted)
        if isinstance(value, str):
            return {source: value}
        found = value or {}
        if not all(isinstance(each, str) for each in found.values()):
            self.note("key-wrong", key, key=key, wanted=wanted)
        return {str(k): each for k, each in found.items() if isinstance(each, str)}

    def clock(self, key: str, *, required: bool = True) -> time | None:
        """Return a time of day, written "09:00" or as a TOML time."""
        wanted = WANTED["clock"]
        value = self._get(key, required, (str, time), wanted)
        if not isinstance(value, str):
            return value
        try:
            return time.fromisoformat(value)
        except ValueError:
            self.note("key-wrong", key, key=key, wanted=wanted)
            return None
