# SPDX-License-Identifier: AGPL-3.0-or-later
"""The headers that go with every answer, whichever road it left by (docs/decisions/0101)."""

from __future__ import annotations

#: Everything that a page could ask a device for. None of our pages asks.
POWERS = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
#: With every answer, unless it says otherwise itself.
ALWAYS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{one}=()" for one in POWERS),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
#: What is no page may do nothing at all, should a browser open it as one.
FILE_POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
)
CSP = "Content-Security-Policy"


def complete(headers: dict[str, str], kind: str) -> dict[str, str]:
    """What is missing from an answer's headers; ``kind`` is its Content-Type, if it has one.

    Pages bring the policy of pages along (``settings.CONTENT_SECURITY_POLICY``).
    """
    wanted = dict(ALWAYS)
    if kind and not kind.startswith("text/html"):
        wanted[CSP] = FILE_POLICY
    known = {name.lower() for name in headers}
    return {name: value for name, value in wanted.items() if name.lower() not in known}
