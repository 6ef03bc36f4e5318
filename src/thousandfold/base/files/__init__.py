# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that come in and go out, and the child process that opens what strangers sent."""
