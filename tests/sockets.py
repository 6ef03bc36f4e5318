"""No test talks to anybody outside: sockets reach this computer, and nothing else.

Python itself asks here (an audit hook) before it connects, sends or looks up a name, whatever
library wants to; the hook cannot be taken off again. Not seen: the database's own library,
which only ever gets a loopback address, and other programs that tests start (the browser is
told to know no names: ``browser.ARGUMENTS``).
"""

from __future__ import annotations

import ipaddress
import socket
import sys
from typing import Any

#: What was tried and stopped since somebody last looked.
stopped: list[str] = []
NAMES = {"", "localhost", "localhost.localdomain", socket.gethostname(), socket.getfqdn()}
#: Which argument of an event says where to.
WHERE = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
}


class GoesOut(OSError):
    """Something wanted to talk to somebody outside."""


def is_here(host: Any) -> bool:
    """Whether a host is this computer."""
    text = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host or "")
    try:
        found = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return text in NAMES
    return found.is_loopback or found.is_unspecified


def watch(event: str, given: tuple[Any, ...]) -> None:
    """Stop what would leave this computer."""
    if event not in WHERE:
        return
    to = given[WHERE[event]]
    if isinstance(to, str | bytes) and event == "socket.connect":
        return  # a socket of this computer, by its path
    host = to[0] if isinstance(to, tuple) else to
    sends_nothing = event == "socket.connect" and given[0].type == socket.SOCK_DGRAM
    if is_here(host) or sends_nothing or (is_number(host) and event == "socket.getaddrinfo"):
        return
    stopped.append(f"{event} {host}")
    raise GoesOut(f"{event} to {host}: tests talk to this computer only.")


def is_number(host: Any) -> bool:
    """Whether a host is written as numbers, so that nobody has to be asked for them."""
    try:
        ipaddress.ip_address(str(host))
    except ValueError:
        return False
    return True


def install() -> None:
    """From now on, in this process."""
    if not getattr(sys, "_tests_keep_inside", False):
        sys._tests_keep_inside = True  # type: ignore[attr-defined]
        sys.addaudithook(lambda event, given: watch(event, given))
