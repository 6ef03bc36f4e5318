# SPDX-License-Identifier: AGPL-3.0-or-later
"""What we teach: curriculum packages, their programmes, sessions and activities."""
