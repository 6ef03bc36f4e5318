# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses that stand for a person or a room: signed links, and what the QR code says."""

from __future__ import annotations

import ipaddress
import socket
from uuid import UUID

from django.core import signing
from django.http import HttpRequest
from django.urls import reverse

from thousandfold.exercises.models import Place, Room, Run
from thousandfold.recruitment.models import Member

MEMBER_SALT = "thousandfold.room.member"
PAPER_SALT = "thousandfold.paper"


def link_for(member: Member) -> str:
    """The personal address that brings a member into their room without a code.

    For invitations and calendars. Opening it changes nothing; pressing its button does.
    """
    token = signing.dumps(str(member.id), salt=MEMBER_SALT, compress=False)
    return reverse("exercises:by-link", args=[token])


def member_of(token: str) -> UUID | None:
    """The member that a link names, or None when it is not ours."""
    try:
        return UUID(signing.loads(token, salt=MEMBER_SALT))
    except (signing.BadSignature, ValueError):
        return None


def confirm_link(run: Run, place: Place) -> str:
    """The author's address to confirm what was typed in from paper."""
    token = signing.dumps([str(run.id), str(place.id)], salt=PAPER_SALT, compress=False)
    return reverse("exercises:confirm", args=[token])


def run_and_place_of(token: str) -> tuple[UUID, UUID] | None:
    """The run and place that a link names, or None when it is not ours."""
    try:
        run, place = (UUID(one) for one in signing.loads(token, salt=PAPER_SALT))
    except (signing.BadSignature, ValueError):
        return None
    return run, place


def join_address(request: HttpRequest, room: Room) -> str:
    """What the QR code says: the door with the code of the moment, as phones can reach it."""
    return reachable(request, reverse("exercises:join-code", args=[room.code]))


def reachable(request: HttpRequest, path: str) -> str:
    """An address of this server for others in the room.

    A wall opened on the laptop itself says localhost; phones need its network address.
    """
    address = request.build_absolute_uri(path)
    host = request.get_host()
    name, _, port = host.rpartition(":") if ":" in host else (host, "", "")
    if not _is_loopback(name or host):
        return address
    found = network_address()
    return (
        address.replace(f"//{host}", f"//{found}:{port}" if port else f"//{found}", 1)
        if found
        else address
    )


def network_address() -> str:
    """This computer's address on the room's network, or an empty string.

    Asks the routing table by "connecting" a datagram socket; nothing is sent.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))
        except OSError:
            return ""
        found = probe.getsockname()[0]
    return "" if _is_loopback(found) else found


def _is_loopback(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False
