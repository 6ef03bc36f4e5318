# SPDX-License-Identifier: Apache-2.0
"""PLAYS: each exercise is one folder that rests on the core alone."""
