# SPDX-License-Identifier: Apache-2.0
"""From trees to forest: common branches, ballots on fruit, camps, bridges, conflicts, planks.

Everything here starts from what people did: which branches they joined, how
they voted, what they flagged. Nothing here reads a person's words.
"""
