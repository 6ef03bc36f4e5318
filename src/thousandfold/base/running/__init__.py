# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a running site needs: faults of its disk, quiet logs, counts, longer work, migrations."""
