# SPDX-License-Identifier: Apache-2.0
"""Governing bodies: their seats, and how many votes a decision really takes."""
