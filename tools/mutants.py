"""Changes one thing at a time in the code that guards people, and asks the tests whether they notice.

    nice python tools/mutants.py MODULES... --tests TESTS... [--most 12] [--seed s] [--seconds 40]

MODULES are files or folders below src. The tests are run once as they are, and what each of them
touches is noted. Then for each change a copy of this very process runs, with that one function
exchanged in memory, the tests that touch it, the quickest first. No file is written but the data
folder of the tests, and a change costs a second instead of a whole start.

A change: a comparison turned round or moved by one, ``and`` for ``or``, ``not`` left out, an
``if`` turned round, True for False, a number one more, a ``raise`` or a call left out, ``return``
with nothing. Of each module at most ``--most`` are drawn. What stands outside functions
(tables, limits, fields) is not changed. ``docs/reference/mutants.md`` keeps what was found.
"""

from __future__ import annotations

import argparse
import ast
import copy
import functools
import gc
import os
import random
import shutil
import signal
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

ROOT = Path(__file__).resolve().parents[1]
TURNED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Gt, ast.Lt),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
Change = Callable[[Any], ast.AST]


def changes_of(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """The ways in which one node can be changed, each with its name; they take a copy of it."""
    if isinstance(node, ast.Compare):
        for other in TURNED[type(node.ops[0])]:
            yield f"{type(node.ops[0]).__name__} to {other.__name__}", _turn(other)
    elif isinstance(node, ast.BoolOp):
        yield "and for or", _swap
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not left out", lambda one: one.operand
    elif isinstance(node, ast.If | ast.IfExp) and isinstance(node.test, ast.Name | ast.Call):
        yield "if turned round", _if_not
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield f"{not node.value} for {node.value}", lambda one: ast.Constant(not one.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield f"{node.value} and one", lambda one: ast.Constant(one.value + 1)
    elif isinstance(node, ast.Raise):
        yield "raise left out", lambda one: ast.Pass()
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "call left out", lambda one: ast.Pass()
    elif isinstance(node, ast.Return) and not _is_none(node.value):
        yield "nothing returned", lambda one: ast.Return(ast.Constant(None))


def _is_none(value: ast.expr | None) -> bool:
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def _turn(other: type[ast.cmpop]) -> Change:
    def turned(node: ast.Compare) -> ast.AST:
        node.ops[0] = other()
        return node

    return turned


def _swap(node: ast.BoolOp) -> ast.AST:
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    return node


def _if_not(node: ast.If | ast.IfExp) -> ast.AST:
    node.test = ast.copy_location(ast.UnaryOp(ast.Not(), node.test), node.test)
    return node


class Exchange(ast.NodeTransformer):
    """Puts a changed node in the place of the one with this number."""

    def __init__(self, number: int, change: Change) -> None:
        self.number, self.change, self.at = number, change, -1

    def visit(self, node: ast.AST) -> ast.AST:
        """Count, and change when it is the one."""
        self.at += 1
        if self.at == self.number:
            return ast.copy_location(self.change(copy.deepcopy(node)), node)
        return self.generic_visit(node)


class _Numbered(ast.NodeVisitor):
    """Nodes in the order in which ``Exchange`` counts them."""

    def __init__(self) -> None:
        self.nodes: list[ast.AST] = []

    def visit(self, node: ast.AST) -> None:
        self.nodes.append(node)
        self.generic_visit(node)


Place = tuple[str, str, int, int | None]


def place_of(code: CodeType) -> Place:
    """What names a function whatever stands in it: file, name, line, and column for lambdas."""
    column = next((end[2] for end in code.co_positions() if end[2] is not None), None)
    is_lambda = code.co_name == "<lambda>"
    return code.co_filename, code.co_qualname, code.co_firstlineno, column if is_lambda else None


def codes_in(code: CodeType) -> Iterator[CodeType]:
    """The functions in a compiled module, and those in them."""
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from codes_in(one)


@dataclass
class Mutant:
    """One change: where it is, what it is, and the functions that are others by it."""

    path: Path
    line: int
    name: str
    codes: dict[Place, CodeType]

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT / 'src')}:{self.line}: {self.name}"


def mutants(path: Path, text: str, known: dict[Place, list[FunctionType]]) -> Iterator[Mutant]:
    """Every change of a file that functions in memory are others by."""
    tree = ast.parse(text)
    before = {place_of(one): one for one in codes_in(compile(tree, str(path), "exec"))}
    numbered = _Numbered()
    numbered.visit(tree)
    for number, node in enumerate(numbered.nodes):
        for name, change in changes_of(node):
            changed = Exchange(number, change).visit(copy.deepcopy(tree))
            whole = compile(ast.fix_missing_locations(changed), str(path), "exec")
            after = {place_of(one): one for one in codes_in(whole)}
            codes = {at: one for at, one in after.items() if at in known and one != before.get(at)}
            if codes:
                yield Mutant(path, node.lineno, name, codes)  # type: ignore[attr-defined]


@dataclass
class Trial:
    """A plug-in of pytest: runs the tests as they are, then once more for each change."""

    texts: dict[Path, str]
    most: int
    seed: str
    seconds: float
    touched: dict[Place, set[str]] = field(default_factory=lambda: defaultdict(set))
    took: dict[str, float] = field(default_factory=dict)
    items: dict[str, Any] = field(default_factory=dict)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of pytest's own: everything there is to do."""
        self._as_they_are(session.items)
        folder = Path(os.environ["THOUSANDFOLD_DATA"])
        kept = Kept(folder)
        known = functions_of({str(one) for one in self.texts})
        tried = missed = 0
        for path, text in self.texts.items():
            every = list(mutants(path, text, known))
            drawn = random.Random(f"{self.seed} {path.name}").sample(
                every, min(self.most, len(every))
            )
            found = 0
            for one in sorted(drawn, key=lambda one: one.line):
                kept.bring_back()
                verdict = self._try(one, known)
                found += verdict != "MISSED"
                if verdict == "MISSED":
                    say(f"missed  {one}")
            tried, missed = tried + len(drawn), missed + len(drawn) - found
            say(f"{path.relative_to(ROOT / 'src')}: {found} of {len(drawn)}, of {len(every)}")
        say(f"noticed {tried - missed} of {tried}")
        kept.bring_back()
        return True

    def _as_they_are(self, items: list[Any]) -> None:
        """Each test once: what it touches and how long it takes; red ones are left out."""
        files = {str(one) for one in self.texts}
        for item, after in zip(items, [*items[1:], items[0]], strict=True):
            codes: set[CodeType] = set()

            def note(frame: Any, event: str, _arg: Any, codes: Any = codes) -> None:
                if event == "call" and frame.f_code.co_filename in files:
                    codes.add(frame.f_code)

            began = time.perf_counter()
            threading.setprofile(note)
            sys.setprofile(note)
            reports = runtestprotocol(item, log=False, nextitem=after)
            sys.setprofile(None)
            threading.setprofile(None)  # type: ignore[arg-type]
            if any(one.failed for one in reports):
                say(f"left out, red as it is: {item.nodeid}")
                continue
            self.took[item.nodeid] = time.perf_counter() - began
            self.items[item.nodeid] = item
            for one in codes:
                self.touched[place_of(one)].add(item.nodeid)
        say(f"{len(self.items)} tests, {sum(self.took.values()):.0f} s as they are")

    def _try(self, one: Mutant, known: dict[Place, list[FunctionType]]) -> str:
        """What came of a change: noticed, hangs (which is noticed as well), or MISSED."""
        names = set().union(*(self.touched.get(at, set()) for at in one.codes))
        chosen, budget = [], self.seconds
        for name in sorted(names, key=self.took.__getitem__):
            if budget > 0:
                chosen.append(self.items[name])
                budget -= self.took[name]
        child = os.fork()
        if child == 0:
            _run_changed(one, known, chosen)
        return _wait(child, 30 + 4 * self.seconds)


def _run_changed(one: Mutant, known: dict[Place, list[FunctionType]], chosen: list[Any]) -> None:
    """In the copy: exchange the functions, run the tests, end with 1 at the first red one."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    try:
        for at, code in one.codes.items():
            for function in known[at]:
                if len(code.co_freevars) == len(function.__code__.co_freevars):
                    function.__code__ = code
        for item, after in zip(chosen, [*chosen[1:], None], strict=True):
            if any(each.failed for each in runtestprotocol(item, log=False, nextitem=after)):
                os._exit(1)
    except BaseException:
        os._exit(1)
    os._exit(0)


def _wait(child: int, seconds: float) -> str:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return "MISSED" if status == 0 else "noticed"
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "hangs"


class Kept:
    """The tests' data folder as it was, database and keys: each change begins from it."""

    def __init__(self, folder: Path) -> None:
        from django.db import connections

        connections.close_all()
        self.folder, self.copy = folder, folder.with_name(folder.name + "-kept")
        shutil.copytree(folder, self.copy)

    def bring_back(self) -> None:
        """Undo what the last copy of this process left."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.copy, self.folder)


def functions_of(files: set[str]) -> dict[Place, list[FunctionType]]:
    """The functions of these files that are in memory; what they remembered is forgotten."""
    found: dict[Place, list[FunctionType]] = defaultdict(list)
    for one in gc.get_objects():
        # What only pretends to be something else would wake up if it were asked what it is.
        if type(one) is FunctionType and one.__code__.co_filename in files:
            found[place_of(one.__code__)].append(one)
        elif type(one) is functools._lru_cache_wrapper and _is_ours(one):
            one.cache_clear()
    return found


def _is_ours(one: Any) -> bool:
    return str(getattr(one, "__module__", "")).startswith("thousandfold")


def say(line: str) -> None:
    """One line, at once."""
    sys.__stdout__.write(line + "\n")
    sys.__stdout__.flush()


def main() -> None:
    """Try each, print those that nobody noticed, and the score."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("modules", nargs="+", type=Path)
    ask.add_argument("--tests", nargs="+", required=True)
    ask.add_argument("--most", type=int, default=12)
    ask.add_argument("--seed", default="mutants")
    ask.add_argument("--seconds", type=float, default=40)
    said = ask.parse_args()
    paths = []
    for one in said.modules:
        paths += sorted(one.rglob("*.py")) if one.is_dir() else [one]
    paths = [
        one.resolve() for one in paths if one.name != "__init__.py" or one.stat().st_size > 300
    ]
    asked = ["-q", "-s", "-n0", "-p", "no:randomly", "-p", "no:cacheprovider"]
    asked += ["-m", "not browser and not servers", *said.tests]
    texts = {one: one.read_text(encoding="utf-8") for one in paths}
    sys.exit(pytest.main(asked, plugins=[Trial(texts, said.most, said.seed, said.seconds)]))


if __name__ == "__main__":
    main()
