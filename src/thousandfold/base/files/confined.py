# SPDX-License-Identifier: AGPL-3.0-or-later
"""Work on what strangers sent, in a child process that may not take much.

A file that was made to fill memory or to take for ever ends the child, not the server
(trust row X12). Limits of memory and processor time are the platform's; where it has
none, the clock and the size of the answer still hold.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread, Timer

from thousandfold.base.files.confined_child import FAILED, MADE

MEGABYTE = 1024 * 1024
#: What a child gets to know of its surroundings; no setting and no secret of the site.
KNOWN = ("PATH", "PYTHONPATH", "PYTHONHOME", "LANG", "SYSTEMROOT")


@dataclass(frozen=True)
class Limits:
    """What a child may take: bytes of memory and of answer, seconds of processor and of clock."""

    memory: int = 1024 * MEGABYTE
    answer: int = 128 * MEGABYTE
    seconds: int = 60
    clock: int = 180


USUAL = Limits()


class TookTooMuch(Exception):
    """A limit stopped the child."""


class ChildFailed(Exception):
    """The child's work raised; the message is the kind of fault, never its words."""


def confined(work: str, given: bytes, limits: Limits = USUAL) -> bytes:
    """Run ``"package.module:function"`` (bytes to bytes) on what was given, in a child.

    Raises:
        TookTooMuch: when a limit stopped it.
        ChildFailed: when it failed for another reason.
    """
    call = [sys.executable, "-P", "-m", "thousandfold.base.files.confined_child", work]
    call += [str(limits.memory), str(limits.seconds)]
    surroundings = {name: os.environ[name] for name in KNOWN if name in os.environ}
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(  # noqa: S603 -- our own interpreter on our own module
        call, stdin=pipe, stdout=pipe, stderr=nothing, env=surroundings
    ) as child:
        try:
            answer = _answer(child, given, limits)
        finally:
            child.kill()
    if child.returncode != 0 or len(answer) > limits.answer:
        raise TookTooMuch
    if answer[:1] != MADE:
        raise ChildFailed(answer[len(FAILED) :].decode("ascii", "replace")[:80])
    return answer[len(MADE) :]


def _answer(child: subprocess.Popen[bytes], given: bytes, limits: Limits) -> bytes:
    """What the child writes, at most one byte more than it may."""
    assert child.stdout is not None
    alarm = Timer(limits.clock, child.kill)
    giving = Thread(target=_give, args=(child, given), daemon=True)
    alarm.start()
    giving.start()
    try:
        answer = child.stdout.read(limits.answer + 1)
        if len(answer) <= limits.answer:
            child.wait()
        return answer
    finally:
        alarm.cancel()


def _give(child: subprocess.Popen[bytes], given: bytes) -> None:
    """Hand over what there is; a child that is gone takes nothing."""
    assert child.stdin is not None
    with suppress(OSError, ValueError):
        child.stdin.write(given)
        child.stdin.close()
