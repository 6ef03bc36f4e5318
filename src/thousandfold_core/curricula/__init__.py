# SPDX-License-Identifier: Apache-2.0
"""Curriculum packages: folders of plain text that say what is taught, when and how.

Pure: a mapping of paths to texts goes in, values and findings come out.
The format is described in docs/reference/curriculum-format.md.
"""
