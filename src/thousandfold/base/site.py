# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where this site is reached by others: in links of messages, on walls, in calendars.

A laptop has another address in each room, so a message is stored with a mark in the
place of the address. The mark is filled in when the message is read or sent.
"""

from __future__ import annotations

import ipaddress
import socket

from django.conf import settings
from django.http import HttpRequest

#: Stands in stored messages where the address of this site goes.
HERE = "{site}"
#: What the server listens on when nothing else is said.
USUAL = ("http", "localhost", 8000)
EVERYWHERE = "0.0.0.0"  # noqa: S104 -- compared with, never listened on

_served = USUAL


def now_served(scheme: str, host: str, port: int) -> None:
    """Note what the embedded server of this process listens on."""
    global _served
    _served = (scheme, host, port)


def site_address() -> str:
    """The start of links to this site, without a slash: as set, or as served now."""
    if settings.ADDRESS:
        return str(settings.ADDRESS)
    scheme, host, port = _served
    if host == EVERYWHERE:
        host = network_address() or "localhost"
    elif is_loopback(host):
        host = "localhost"
    usual = {"http": 80, "https": 443}[scheme]
    return f"{scheme}://{host}" if port == usual else f"{scheme}://{host}:{port}"


def filled(text: str) -> str:
    """A stored message with the address as it is now."""
    return text.replace(HERE, site_address())


def marked(text: str) -> str:
    """A message as it is stored: the mark again in the place of the address."""
    return text.replace(f"{site_address()}/", f"{HERE}/")


def reachable(request: HttpRequest, path: str) -> str:
    """An address of this server for others in the room.

    A page opened on the laptop itself says localhost; phones need its network address, which
    helps only where the server listens there too.
    """
    if settings.ADDRESS:
        return f"{settings.ADDRESS}{path}"
    address = request.build_absolute_uri(path)
    host = request.get_host()
    name, _, port = host.rpartition(":") if ":" in host else (host, "", "")
    others_reach_it = is_loopback(name or host) and not is_loopback(_served[1])
    found = network_address() if others_reach_it else ""
    if not found:
        return address
    return address.replace(f"//{host}", f"//{found}:{port}" if port else f"//{found}", 1)


def network_address() -> str:
    """This computer's address on the room's network, or an empty string.

    Asks the routing table by "connecting" a datagram socket; nothing is sent.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))
        except OSError:
            return ""
        found = str(probe.getsockname()[0])
    return "" if is_loopback(found) else found


def is_loopback(name: str) -> bool:
    """True for names and numbers by which a computer calls itself."""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def is_this_computer(request: HttpRequest) -> bool:
    """True for a browser on the very computer that serves, as when typing in paper there."""
    host = request.get_host().rsplit(":", 1)[0].strip("[]")
    here = is_loopback(request.META.get("REMOTE_ADDR", ""))
    passed_on = "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META
    return here and not passed_on and is_loopback(host)
