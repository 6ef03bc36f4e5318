"""A phone without a browser: it asks as one does, and what it asks is counted on the wire."""

from __future__ import annotations

import gzip
import json
import re
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode

#: What a browser of a phone says with each thing it asks for.
SAID = {
    "User-Agent": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Mobile Safari/537.36",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    "Accept-Language": "es-MX,es;q=0.9,en;q=0.8",
    "Accept-Encoding": "gzip",
    "Sec-Fetch-Site": "same-origin",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Dest": "document",
    "Upgrade-Insecure-Requests": "1",
}
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
LOADED = re.compile(r'<(?:script[^>]* src|link[^>]* href)="(/static/[^"]+)"')


class WirePhone:
    """One connection, cookies, and styles and scripts that are kept once they came."""

    def __init__(self, port: int) -> None:
        self.line = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.kept: set[str] = set()
        self.page = ""

    def close(self) -> None:
        """The phone is put away."""
        self.line.close()

    def asks(self, method: str, path: str, said: str = "", **headers: str) -> str:
        """One request; follows where it leads, and loads what the page needs for the first time."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        given = {**SAID, "Cookie": cookies, **headers}
        if said:
            given["Content-Type"] = "application/x-www-form-urlencoded"
        self.line.request(method, path, said or None, given)
        reply = self.line.getresponse()
        body = reply.read()
        for one in reply.headers.get_all("Set-Cookie") or []:
            name, value = one.split(";")[0].split("=", 1)
            self.cookies[name] = value
        assert reply.status < 400, (path, reply.status)
        if reply.status in (302, 303):
            return self.opens(reply.headers["Location"])
        text = gzip.decompress(body) if reply.headers.get("Content-Encoding") == "gzip" else body
        return text.decode()

    def opens(self, path: str) -> str:
        """Open a page, with what it loads."""
        self.page = self.asks("GET", path)
        for one in LOADED.findall(self.page):
            if one not in self.kept:
                self.kept.add(one)
                self.asks("GET", one)
        return self.page

    def sends(self, path: str, **values: str) -> str:
        """Send the page's form without script."""
        return self.asks("POST", path, urlencode({**self._hidden(), **values}))

    def answers(self, words: str) -> bool:
        """Answer what the page asks as its script does, or pass; False when it asks nothing."""
        if 'name="answer"' not in self.page or 'name="at"' not in self.page:
            return False
        fields = re.findall(r'<textarea[^>]* name="(f_[a-z_]+)"', self.page)
        act = "send" if fields else "pass"
        said = {**self._hidden(), **dict.fromkeys(fields, words), "answer": act, "reach": "cohort"}
        taken: Any = json.loads(
            self.asks(
                "POST", "/room/", urlencode(said), **{"X-Sends": "1", "X-CSRFToken": "c" * 64}
            )
        )
        self.opens(taken["to"])
        return True

    def _hidden(self) -> dict[str, str]:
        return dict(reversed(HIDDEN.findall(self.page)))  # a name's first field counts
