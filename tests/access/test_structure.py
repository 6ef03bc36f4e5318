"""Pages ask for rows only inside their host: the rule behind the crawl, read off the code.

What draws pages (views, panels, rails, forms, tags of templates) may ask tables that know their
host, whose manager refuses to work outside it. Whatever goes round that stands in this file,
with its reason.
"""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import thousandfold
from thousandfold.base.models import HostOwned

SITE = Path(thousandfold.__file__).parent
#: Parts of an app that draw pages or take what was sent.
DRAWS = ("views", "panels", "rail", "forms", "templatetags", "context", "wording")
#: Ways round the scope.
LOOSE = {"_base_manager", "_default_manager", "with_scope", "scopes_disabled", "raw", "cursor"}

#: Places that go round it, and why they may.
REASONS = {
    "base/templatetags/keeping.py _base_manager": "The end of the trail of the host it is given.",
    "exercises/views/at_the_place.py every_host": "A phone's token names its place.",
    "exercises/views/confirming.py every_host": "A signed link names a run and a place.",
    "exercises/views/entering.py every_host": "A signed link or an address names the room.",
    "exercises/views/wall.py every_host": "The wall's address names its room.",
    "pages/views/health.py cursor": "It asks whether the database answers, and reads no row.",
    "training/views/calendars.py every_host": "The calendar's address names its member.",
}


def files() -> list[Path]:
    """What draws pages."""
    found = [one for part in DRAWS for one in SITE.glob(f"*/{part}*.py")]
    found += [one for part in DRAWS for one in SITE.glob(f"*/{part}/**/*.py")]
    return sorted(found)


def ways_round(tree: ast.AST, module: ModuleType | None) -> Iterator[str]:
    """What in a file goes round the scope of its host."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            if node.attr in LOOSE:
                yield node.attr
            if node.attr == "objects" and not _knows_its_host(node.value, module):
                yield f"{ast.unparse(node)}"
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("every_host"):
            yield "every_host"


def _knows_its_host(value: ast.expr, module: ModuleType | None) -> bool:
    found = getattr(module, value.id, None) if isinstance(value, ast.Name) else None
    return isinstance(found, type) and issubclass(found, HostOwned)


def found_in_code() -> list[str]:
    """Every way round the scope in what draws pages, by its file."""
    found = set()
    for one in files():
        name = one.relative_to(SITE).as_posix()
        path = ".".join(("thousandfold", *one.relative_to(SITE).with_suffix("").parts))
        module = importlib.import_module(path.removesuffix(".__init__"))
        tree = ast.parse(one.read_text(encoding="utf-8"))
        found |= {f"{name} {way}" for way in ways_round(tree, module)}
    return sorted(found)


def asked_by_templates(text: str) -> list[str]:
    """Where a template asks the database for rows by itself."""
    inside = " ".join(re.findall(r"{[%{].*?[%}]}", text))
    return re.findall(r"\w+\.(?:objects|_base_manager|\w+_set\b)\S*", inside)


def test_what_draws_pages_asks_for_rows_inside_its_host() -> None:
    assert [one for one in found_in_code() if one not in REASONS] == []


def test_every_reason_is_still_needed() -> None:
    assert sorted(set(REASONS) - set(found_in_code())) == []


def test_no_template_asks_for_rows() -> None:
    templates = [*SITE.glob("*/templates/**/*.html"), *SITE.glob("*/templates/**/*.txt")]
    assert len(templates) > 100
    asked = {one.name: asked_by_templates(one.read_text(encoding="utf-8")) for one in templates}
    assert {name: found for name, found in asked.items() if found} == {}


@pytest.mark.sabotage("test_what_draws_pages_asks_for_rows_inside_its_host")
@pytest.mark.parametrize(
    "planted",
    [
        "Account.objects.filter(name='x')",
        "Person._base_manager.all()",
        "Person.objects.with_scope(host=other)",
        "Person.objects.raw('select 1')",
        "scope.every_host('quickly')",
    ],
)
def test_a_page_that_goes_round_its_host_is_seen(planted: str) -> None:
    import thousandfold.people.views.persons as module

    assert list(ways_round(ast.parse(planted), module))


@pytest.mark.sabotage("test_no_template_asks_for_rows")
def test_a_template_that_asks_for_rows_is_seen() -> None:
    assert asked_by_templates("{% for one in person.spell_set.all %}{{ one }}{% endfor %}")
    assert asked_by_templates("{{ one.objects.all }}")
    assert asked_by_templates("<p>one.objects</p>{{ one.words }}") == []
