# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ground: ids, scope, trail, permission table, outbox, privacy classes."""
