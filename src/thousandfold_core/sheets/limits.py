# SPDX-License-Identifier: Apache-2.0
"""What a spreadsheet may weigh before it is turned away.

The figures for workbooks (50 MB unpacked, ratio 100, 1,000 parts) are the
ones of trust row IN-4; the others are a generous room for a list of nominees.
"""

from __future__ import annotations

MEGABYTE = 1024 * 1024

MAX_BYTES = 20 * MEGABYTE
MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CELL = 32_767  # letters in one cell; what a spreadsheet program itself allows

MAX_UNPACKED = 50 * MEGABYTE
MAX_RATIO = 100
MAX_PARTS = 1_000
MAX_DIRECTORY = 1 * MEGABYTE
# Rows times columns of the used area of any one tab: the reader lays a tab out
# as a full grid, so a single cell in the far corner would fill the memory.
MAX_GRID = 5_000_000
