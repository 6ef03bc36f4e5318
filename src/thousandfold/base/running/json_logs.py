# SPDX-License-Identifier: AGPL-3.0-or-later
"""Log lines for programs: one JSON object each, as quiet as the lines for people."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

from thousandfold.base.doorway.request_ids import NOW
from thousandfold.base.running.quiet_logs import QuietFormatter, route_of


class JsonFormatter(QuietFormatter):
    """A record as JSON: when, how grave, from where, what; the request's number and route."""

    def __init__(self) -> None:
        super().__init__("{message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        """One line, without a line's end inside."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "said": super().format(record),
        }
        if number := NOW.get():
            line["request"] = number
        if (request := getattr(record, "request", None)) is not None:
            line["page"] = route_of(request)
        if (status := getattr(record, "status_code", None)) is not None:
            line["status"] = status
        return json.dumps(line, ensure_ascii=False)
