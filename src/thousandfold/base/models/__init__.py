# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables of the ground."""

from thousandfold.base.models.account import Account
from thousandfold.base.models.card import SignInCard
from thousandfold.base.models.common import Editable, HostOwned, Identified
from thousandfold.base.models.host import Host
from thousandfold.base.models.job import Job
from thousandfold.base.models.kept import KeptPost
from thousandfold.base.models.legal_hold import HeldThing, LegalHold
from thousandfold.base.models.look import RetentionLook
from thousandfold.base.models.message import Message
from thousandfold.base.models.once import OncePost
from thousandfold.base.models.role import Role
from thousandfold.base.models.session import AccountSession
from thousandfold.base.models.trail import TrailEnd, TrailEntry
from thousandfold.base.models.viewing import Viewing
from thousandfold.base.models.wrong_try import WrongTry

__all__ = [
    "Account",
    "AccountSession",
    "Editable",
    "HeldThing",
    "Host",
    "HostOwned",
    "Identified",
    "Job",
    "KeptPost",
    "LegalHold",
    "Message",
    "OncePost",
    "RetentionLook",
    "Role",
    "SignInCard",
    "TrailEnd",
    "TrailEntry",
    "Viewing",
    "WrongTry",
]
