# SPDX-License-Identifier: AGPL-3.0-or-later
"""What `benchmarks/scale.py` measures: one database a size of network, in one PostgreSQL."""
