# SPDX-License-Identifier: AGPL-3.0-or-later
"""The child's side of ``base.files.confined``: limits first, then one function on what came in.

Run as ``python -m thousandfold.base.files.confined_child package.module:function memory seconds``.
Imports nothing of the site, so that it starts quickly and holds nothing worth taking.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module

#: How the child ends when memory ran out.
NO_MEMORY = 70
#: The first byte of the answer: made, or failed with the kind of fault after it.
MADE, FAILED = b"+", b"-"


def limit(memory: int, seconds: int) -> None:
    """Ask the platform for limits; what it does not know or refuses is left out."""
    try:
        import resource
    except ImportError:  # Windows
        return
    wanted = {
        "RLIMIT_AS": (memory, memory),
        "RLIMIT_CPU": (seconds, seconds + 5),
        "RLIMIT_FSIZE": (0, 0),
        "RLIMIT_CORE": (0, 0),
    }
    for name, most in wanted.items():
        try:
            resource.setrlimit(getattr(resource, name), most)
        except (AttributeError, OSError, ValueError):  # macOS has no limit of memory
            continue


def main() -> int:
    """Read everything, work, write everything."""
    work, memory, seconds = sys.argv[1:]
    module, function = work.split(":")
    does = getattr(import_module(module), function)
    limit(int(memory), int(seconds))
    gc.disable()
    try:
        answer = MADE + does(sys.stdin.buffer.read())
    except MemoryError:
        return NO_MEMORY
    except Exception as fault:
        answer = FAILED + type(fault).__name__.encode()
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
