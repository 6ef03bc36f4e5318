# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every request passes: whose host, who looks, once only, and the headers of the answer."""
