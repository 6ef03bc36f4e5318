"""What is sealed is refused on an open line, on every route there is and will be."""

from __future__ import annotations

import ast
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client

import thousandfold
from promises.addresses import Address, every_address
from thousandfold.base.doorway import middleware, private_line
from thousandfold.base.doorway.private_line import is_sealed

pytestmark = pytest.mark.django_db

SRC = Path(thousandfold.__file__).parent
SEALED = "thousandfold.base.sealed"
EXAMPLES = {
    "uuid": uuid4(),
    "int": 1,
    "slug": "somewhere",
    "str": "somewhere",
    "path": "some/where",
}
EXPLAINS = "This page needs a private line"


def answers(address: Address, *, secure: bool, method: str = "get") -> tuple[int, bool]:
    """The status of an address and whether it explains the private line."""
    path = address.filled({name: EXAMPLES.get(kind, "x") for name, kind in address.arguments})
    client = Client(raise_request_exception=False)
    response = getattr(client, method)(path, secure=secure)
    body = b"" if response.streaming else response.content
    return response.status_code, EXPLAINS in body.decode(errors="ignore")


def open_on_plain_http(addresses: list[Address]) -> list[str]:
    """Addresses of sealed views that do something else than explain themselves over http."""
    return [
        f"{method} {one.route}"
        for one in addresses
        if private_line.is_sealed(one.view)
        for method in ("get", "post")
        if answers(one, secure=False, method=method) != (403, True)
    ]


def every_own_address() -> list[Address]:
    """Every address but those of static files, which no middleware of ours sees."""
    return [one for one in every_address() if "static" not in one.route]


def test_every_route_is_refused_over_http_once_its_view_is_sealed(monkeypatch):
    monkeypatch.setattr(private_line, "is_sealed", lambda view: True)
    addresses = every_own_address()
    assert len(addresses) > 100
    assert open_on_plain_http(addresses) == []


@pytest.mark.sabotage("test_every_route_is_refused_over_http_once_its_view_is_sealed")
def test_a_door_that_does_not_ask_for_a_private_line_is_noticed(monkeypatch):
    monkeypatch.setattr(private_line, "is_sealed", lambda view: True)
    monkeypatch.setattr(middleware, "refuse_open_line", lambda request, view: None)
    addresses = every_own_address()[:20]
    assert len(open_on_plain_http(addresses)) == 40


def test_sealed_views_of_today_are_refused_over_http():
    assert open_on_plain_http(every_own_address()) == []


def test_over_a_private_line_a_sealed_view_is_asked(monkeypatch):
    monkeypatch.setattr(private_line, "is_sealed", lambda view: True)
    [join] = [one for one in every_own_address() if one.name == "exercises:join"]
    assert answers(join, secure=True) == (200, False)


def test_the_page_leads_to_the_private_address_of_a_hosted_site(monkeypatch, settings):
    settings.ADDRESS = "https://south-bay.example"
    monkeypatch.setattr(private_line, "is_sealed", lambda view: True)
    page = Client().get("/join/").content.decode()
    assert 'href="https://south-bay.example/join/"' in page


# no view can forget to say so


def imports(source: str) -> set[str]:
    """Modules of ours that a source names, with what it takes from them."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
        elif isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
    return {one for one in found if one.startswith("thousandfold.")}


def sources() -> dict[str, str]:
    """Every module of the site, by name."""
    return {
        ".".join(path.relative_to(SRC.parent).with_suffix("").parts): path.read_text("utf-8")
        for path in sorted(SRC.rglob("*.py"))
        if "migrations" not in path.parts
    }


def touching(modules: dict[str, str]) -> set[str]:
    """Modules that use what is sealed, or use one that does; views end the way."""
    named = {name: imports(source) for name, source in modules.items()}
    found = {name for name, taken in named.items() if any(t.startswith(SEALED) for t in taken)}
    found = {name for name in found if not name.startswith(SEALED)}
    while True:
        behind = {name for name in found if ".views" not in name}
        more = {name for name, taken in named.items() if taken & behind} - found
        if not more:
            return found
        found |= more


def unsealed_views(modules: dict[str, str]) -> list[str]:
    """Pages in modules that touch what is sealed and do not say ``sealed = True``."""
    missing = []
    for name in sorted(touching(modules)):
        for node in ast.parse(modules[name]).body:
            if not isinstance(node, ast.ClassDef):
                continue
            said = {
                target.id: each.value
                for each in node.body
                if isinstance(each, ast.Assign | ast.AnnAssign)
                for target in (each.targets if isinstance(each, ast.Assign) else [each.target])
                if isinstance(target, ast.Name)
            }
            sealed = said.get("sealed")
            if "permission" in said and not (isinstance(sealed, ast.Constant) and sealed.value):
                missing.append(f"{name}.{node.name}")
    return missing


def test_every_page_that_touches_what_is_sealed_says_so():
    assert unsealed_views(sources()) == []


@pytest.mark.sabotage("test_every_page_that_touches_what_is_sealed_says_so")
def test_a_page_that_forgets_to_say_so_is_noticed():
    planted = {
        "thousandfold.supports.usecases.asking": f"from {SEALED} import requests",
        "thousandfold.supports.views.asking": (
            "from thousandfold.supports.usecases.asking import ask\n"
            "class Ask:\n    permission = 1\n"
            "class Good:\n    permission = 1\n    sealed = True\n"
        ),
    }
    assert unsealed_views({**sources(), **planted}) == ["thousandfold.supports.views.asking.Ask"]


def test_a_view_says_it_by_a_word():
    class Page:
        sealed = True

    assert is_sealed(Page)
    assert not is_sealed(object)
