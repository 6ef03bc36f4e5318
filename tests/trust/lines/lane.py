"""What a slow line does to bytes, as arithmetic: no clock and no socket."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

#: Bytes of a packet's content on an ordinary line.
PACKET = 1460


@dataclass(frozen=True)
class Profile:
    """A kind of line: bits a second each way, seconds there and back, share of packets lost.

    ``handshakes`` are the round trips before the first request of a connection: one for TCP,
    one more for TLS 1.3.
    """

    down: float = 0
    up: float = 0
    round_trip: float = 0
    loss: float = 0
    handshakes: int = 1


#: As WebPageTest has it (trust row NW-2): 240 kbit/s each way, 840 ms there and back.
EDGE = Profile(240_000, 240_000, 0.84, handshakes=2)
PERFECT = Profile()


@dataclass
class Lane:
    """One way of a line, shared by all who use it: what comes later waits its turn."""

    bits: float
    round_trip: float
    loss: float = 0
    chance: Random = field(default_factory=lambda: Random(7))
    free_at: float = 0

    def arrives(self, now: float, count: int) -> float:
        """When ``count`` bytes that are sent now have arrived; a lost packet is sent once more."""
        begins = max(now, self.free_at)
        self.free_at = begins + (count * 8 / self.bits if self.bits else 0)
        packets = -(-count // PACKET)
        lost = sum(self.chance.random() < self.loss for _ in range(packets)) if self.loss else 0
        return self.free_at + self.round_trip / 2 + lost * self.round_trip
