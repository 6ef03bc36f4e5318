# SPDX-License-Identifier: Apache-2.0
"""Coalitions: the balance of sectors and of inside and outside, and what is missing."""
