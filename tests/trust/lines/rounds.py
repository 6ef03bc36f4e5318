"""From what crossed the wire to seconds on a slow line: round trips and bytes, no stop-watch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trust.lines.lane import Profile
from trust.lines.proxy import Exchange

#: What a server may send before it has heard back (RFC 6928: ten packets), doubling each round.
FIRST_WINDOW = 10 * 1460


@dataclass(frozen=True)
class Cost:
    """Requests that wait for each other, and bytes both ways."""

    rounds: int
    up: int
    down: int
    requests: int

    def seconds(self, line: Profile, *, connected: bool) -> float:
        """How long it takes over one connection (HTTP/2, as the hosted site's front serves it).

        Each round costs the way there and back; so do the handshakes of a connection that is
        not there yet. Bytes cost their time; a reply larger than a connection may begin with
        waits for word in between.
        """
        begins = 0 if connected else line.handshakes
        waits = begins + self.rounds + _slow_start(self.down)
        return waits * line.round_trip + 8 * (self.up / line.up + self.down / line.down)


def cost(seen: Sequence[Exchange]) -> Cost:
    """The cost of a page that can be used: pages follow each other, styles come in one round.

    What a style loads in its turn is one more round. Scripts come after the page and are never
    needed; the room's live line stays open beside all this. Neither is counted.
    """
    asked = [one for one in seen if not (one.path.startswith("/live/") or ".js" in one.path)]
    pages = [one for one in asked if not _is_part(one.path)]
    parts = [one for one in asked if _is_part(one.path)]
    deeper = [one for one in parts if _is_part(one.asked_by)]
    return Cost(
        rounds=len(pages) + bool(parts) + bool(deeper),
        up=sum(one.up for one in asked),
        down=sum(one.down for one in asked),
        requests=len(asked),
    )


def _is_part(path: str) -> bool:
    return path.startswith("/static/")


def _slow_start(down: int) -> int:
    """Round trips in which the server waits to hear before it may send more."""
    window, sent, waits = FIRST_WINDOW, 0, 0
    while down > sent + window:
        sent, window, waits = sent + window, 2 * window, waits + 1
    return waits
