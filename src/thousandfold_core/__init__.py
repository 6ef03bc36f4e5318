# SPDX-License-Identifier: Apache-2.0
"""COMPUTES: values in; values and reasons out. No framework, no clock, no database."""
