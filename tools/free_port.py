# SPDX-License-Identifier: AGPL-3.0-or-later
"""Print a free port below 32768, where outgoing connections do not collide with it."""

import random
import socket


def is_free(port: int) -> bool:
    """True when nobody listens on the port."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


print(next(port for port in random.sample(range(20000, 32000), 500) if is_free(port)))
