# SPDX-License-Identifier: AGPL-3.0-or-later
"""The process of the day's backup: it waits, light, then works at the lowest pace."""

from __future__ import annotations

import os
import sys
import time


def main() -> int:
    """Wait the seconds that were named, unless the server ends first; then make the backup.

    The server's number is handed in: one that was killed in the first moment would leave a
    process that takes its foster parent for the server.
    """
    seconds, server = float(sys.argv[1]), int(sys.argv[2])
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if os.getppid() != server:
            return 0
        time.sleep(1)
    os.nice(15)
    from thousandfold.cli.manage import ready

    ready()
    import logging
    from datetime import UTC, datetime

    from thousandfold.cli.keeping.daily_copy import make_daily
    from thousandfold_core.errors import Refusal

    log = logging.getLogger("thousandfold.backups")
    try:
        log.info("Daily backup: %s", make_daily(datetime.now(UTC)))
    except Refusal as problem:
        log.warning("%s", problem)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
