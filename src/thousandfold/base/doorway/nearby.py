# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a request really comes from, when a proxy stands before the site.

A header that names an address is believed only when a proxy of ours sent it, and then
only what that proxy saw itself: the last address that is not a proxy of ours. Whoever
forges ``X-Forwarded-For`` gains nothing by it (docs/decisions/0110).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpResponse

Answer = Callable[[Any], HttpResponse]
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
#: One household or office holds a whole network of this size; it counts as one address.
ONE_HOLDER = 64


def nearby(get_response: Answer) -> Answer:
    """Middleware: REMOTE_ADDR becomes the visitor's address as our own proxies saw it."""

    def answer(request: Any) -> HttpResponse:
        meta, proxies = request.META, _networks(tuple(settings.PROXIES))
        peer = meta.get("REMOTE_ADDR", "")
        if _is_in(peer, proxies):
            peer = seen_by_proxies(meta.get("HTTP_X_FORWARDED_FOR", ""), peer, proxies)
        elif proxies:
            meta.pop("HTTP_X_FORWARDED_PROTO", None)
        meta["REMOTE_ADDR"] = as_holder(peer)
        return get_response(request)

    return answer


def seen_by_proxies(header: str, peer: str, proxies: tuple[Network, ...]) -> str:
    """The last address in the header that is none of our proxies; the peer's where none is."""
    for one in reversed([part.strip() for part in header.split(",")]):
        if not _address(one):
            break
        if not _is_in(one, proxies):
            return one
    return peer


def as_holder(text: str) -> str:
    """An address as limits count it: the network of an IPv6 address, anything else as it is."""
    found = _address(text)
    if isinstance(found, ipaddress.IPv6Address) and not found.is_loopback:
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, ONE_HOLDER), strict=False).network_address)
    return text


@lru_cache(maxsize=8)
def _networks(named: tuple[str, ...]) -> tuple[Network, ...]:
    return tuple(ipaddress.ip_network(one, strict=False) for one in named)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _is_in(text: str, networks: tuple[Network, ...]) -> bool:
    found = _address(text)
    return found is not None and any(found in one for one in networks)
