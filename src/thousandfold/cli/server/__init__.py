# SPDX-License-Identifier: AGPL-3.0-or-later
"""The embedded server: pages as WSGI on a few threads, the live room as raw ASGI."""
