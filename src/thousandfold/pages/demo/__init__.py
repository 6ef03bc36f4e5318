# SPDX-License-Identifier: AGPL-3.0-or-later
"""The demo region: made-up people in a real place, loaded through the use cases."""
