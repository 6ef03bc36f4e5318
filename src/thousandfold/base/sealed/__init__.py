# SPDX-License-Identifier: AGPL-3.0-or-later
"""What only the person who asks for help and the steward they chose can open (P5).

Pure functions over plain values: nothing here knows a table, a page or a clock. What may
be seen from outside: a random id, the steward's inbox, days, padded lengths, a state.
Whoever stores a sealed request stores ``to_stored(request)`` and nothing else of it.
"""
