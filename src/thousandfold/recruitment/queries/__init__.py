# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading calls, nominations, marks, compositions and cohorts; every function takes the viewer."""
