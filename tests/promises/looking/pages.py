"""Which addresses show pages, and which pages are of one kind: both worked out, never listed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.urls import Resolver404, resolve
from django.views.generic import RedirectView

from promises.addresses import Address

#: Words in an address that only put the same page in another order.
ORDER = {"sort", "page", "size"}


def shows_a_page(address: Address) -> bool:
    """True when a GET at this address answers with a page for people.

    By rule: a page's address ends in a slash (a file's ends in its kind, a stream's in a word);
    its view answers GET, leads nowhere else, and fills in HTML. Django's own views have none.
    """
    view = getattr(address.view, "view_class", address.view)
    return (
        address.route.rpartition("/")[2] == ""
        and not view.__module__.startswith("django.")
        and not (isinstance(view, type) and issubclass(view, RedirectView))
        and _answers_get(view)
        and str(getattr(view, "template_name", None) or ".html").endswith(".html")
    )


def _answers_get(view: Any) -> bool:
    if not isinstance(view, type):
        return True
    return hasattr(view, "get") and "get" in view.http_method_names


def routes_of_pages(addresses: Iterable[Address]) -> set[str]:
    """The routes of all addresses that show pages."""
    return {one.route for one in addresses if shows_a_page(one)}


def route_of(address: str) -> str | None:
    """The route behind an address, or None when nothing answers there."""
    try:
        return resolve(urlsplit(address).path).route
    except Resolver404:
        return None


def kind_of(address: str) -> str | None:
    """Pages of one kind come from one route, asked with words of the same names; None for none."""
    route = route_of(address)
    names = sorted({name for name, _value in parse_qsl(urlsplit(address).query)} - ORDER)
    return None if route is None else f"{route}?{'&'.join(names)}"
