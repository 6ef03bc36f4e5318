# SPDX-License-Identifier: AGPL-3.0-or-later
"""A made-up network of any size, with the shapes of a real one.

:func:`growing.grow` fills an empty database with hosts and with what their years have left:
people and their times in roles, calls, nominations and marks, cohorts, sessions, rooms and
answers, platforms, alumni, letters and the trail. The same seed makes the same network; only
what is sealed differs, since keys and nonces are made anew. Nobody in it exists.
"""
