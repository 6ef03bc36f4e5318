# SPDX-License-Identifier: Apache-2.0
"""Heavy libraries, loaded when they are first needed.

A server that never composes a cohort need not carry a solver: numpy and HiGHS
weigh more than the rest of a small site together (benchmarks/set_up.py).
"""

from __future__ import annotations

import importlib
from typing import Any


class Later:
    """Stands for a module and loads it at the first use of anything in it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        """Load the module, and remember what was asked for.

        Raises:
            ImportError: when the library is not installed.
            AttributeError: when the module has no such thing.
        """
        value = getattr(importlib.import_module(self._name), attribute)
        self.__dict__[attribute] = value
        return value
