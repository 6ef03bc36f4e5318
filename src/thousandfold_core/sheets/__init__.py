# SPDX-License-Identifier: Apache-2.0
"""Spreadsheets: reading what people really have, planning an import, writing safely.

In order of use: ``reading.read_sheet`` (bytes to rows), ``mapping.suggest`` (which column
is which), ``plan.plan`` (what an import would do), ``errors_file.errors_file`` (what to
fix), ``writing.to_csv`` and ``writing.to_xlsx``. See ``docs/explanation/imports.md``.
"""
