# SPDX-License-Identifier: Apache-2.0
"""One base for every refusal in the house.

A refusal is a fact with a name (``code``), the values it speaks about
(``params``) and an English sentence. The site finds wording and translations
by ``code``; the command line prints the sentence.
"""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """Something was asked that cannot be done, with the reason.

    Subclasses set ``code`` (kebab words, stable) and ``text`` (an English
    sentence with ``{named}`` places filled from ``params``).
    """

    code: str = "refused"
    text: str = "This cannot be done."

    def __init__(self, **params: Any) -> None:
        self.params = params
        super().__init__(self.text.format(**params))


class WrongInput(Refusal):
    """A file or value that cannot be read. Says where, and what to do.

    Params: ``where`` (file, row and column as far as known), ``what`` (the
    problem), ``todo`` (what to do about it).
    """

    code = "wrong-input"
    text = "{where}: {what} {todo}"


class NoAnswer(Refusal):
    """A well-formed question that has no answer (for example, infeasible rules)."""

    code = "no-answer"
    text = "There is no answer: {reason}"
