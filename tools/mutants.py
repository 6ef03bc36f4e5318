"""Changes one thing at a time in a module, and says which changes no test noticed.

    python tools/mutants.py MODULE TESTS... [--most 50] [--seed s]

MODULE is a file below src, TESTS what should notice. Works on a copy; nothing here is changed.
A change: a comparison turned round, ``and`` for ``or``, ``not`` left out, True for False, a
number one more, a ``raise`` or a call left out, ``return`` with nothing. With more of them than
``--most``, that many are drawn. Each costs one run of the tests, so this is for a quiet evening:
the aim is 95 of 100 noticed in what guards access and secrets, and a reason for each of the rest.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


def changes_of(node: ast.AST) -> Iterator[Callable[[ast.AST], ast.AST]]:
    """The ways in which one node can be changed; each takes a copy of it."""
    if isinstance(node, ast.Compare):
        yield _turn
    if isinstance(node, ast.BoolOp):
        yield _swap
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield lambda one: one.operand
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield lambda one: ast.Constant(not one.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield lambda one: ast.Constant(one.value + 1)
    if isinstance(node, ast.Raise) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    ):
        yield lambda one: ast.Pass()
    if isinstance(node, ast.Return) and node.value is not None:
        yield lambda one: ast.Return(None)


def _turn(node: ast.Compare) -> ast.AST:
    node.ops[0] = TURNED[type(node.ops[0])]()
    return node


def _swap(node: ast.BoolOp) -> ast.AST:
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    return node


class Exchange(ast.NodeTransformer):
    """Puts a changed node in the place of the one with this number."""

    def __init__(self, number: int, change: Callable[[ast.AST], ast.AST]) -> None:
        self.number, self.change, self.at = number, change, -1

    def visit(self, node: ast.AST) -> ast.AST:
        """Count, and change when it is the one."""
        self.at += 1
        if self.at == self.number:
            return ast.copy_location(self.change(copy.deepcopy(node)), node)
        return self.generic_visit(node)


def mutants(text: str) -> Iterator[tuple[int, str]]:
    """Line and whole changed text of each change."""
    tree = ast.parse(text)
    numbered = _Numbered()
    numbered.visit(tree)
    for number, node in enumerate(numbered.nodes):
        for change in changes_of(node):
            changed = Exchange(number, change).visit(copy.deepcopy(tree))
            yield node.lineno, ast.unparse(ast.fix_missing_locations(changed))  # type: ignore[attr-defined]


class _Numbered(ast.NodeVisitor):
    """Nodes in the order in which ``Exchange`` counts them."""

    def __init__(self) -> None:
        self.nodes: list[ast.AST] = []

    def visit(self, node: ast.AST) -> None:
        self.nodes.append(node)
        self.generic_visit(node)


def noticed(copied: Path, tests: list[str]) -> bool:
    """Whether the tests turn red."""
    given = {**os.environ, "PYTHONPATH": str(copied / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    asked = [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:randomly", *tests]
    return subprocess.run(asked, cwd=copied, env=given, capture_output=True).returncode != 0


def main() -> None:
    """Try each, print those that nobody noticed, and the score."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("module", type=Path)
    ask.add_argument("tests", nargs="+")
    ask.add_argument("--most", type=int, default=50)
    ask.add_argument("--seed", default="mutants")
    said = ask.parse_args()
    module = said.module.resolve().relative_to(ROOT)
    text = (ROOT / module).read_text(encoding="utf-8")
    every = list(mutants(text))
    drawn = random.Random(said.seed).sample(every, min(said.most, len(every)))
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / "copy"
        left_out = shutil.ignore_patterns(".git", ".venv", "__pycache__", "*.sqlite3", ".*_cache")
        shutil.copytree(ROOT, copied, ignore=left_out)
        if noticed(copied, said.tests):
            sys.exit("The tests are red before anything was changed.")
        missed = 0
        for line, changed in sorted(drawn):
            (copied / module).write_text(changed, encoding="utf-8")
            if not noticed(copied, said.tests):
                missed += 1
                print(f"{module}:{line}: a change that nobody noticed", flush=True)
        print(f"{module}: {len(drawn) - missed} of {len(drawn)} noticed, of {len(every)} possible")


if __name__ == "__main__":
    main()
