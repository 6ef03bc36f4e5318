# SPDX-License-Identifier: AGPL-3.0-or-later
"""An account: somebody who signs in. Participants in a room need none."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from thousandfold.base.models.common import Identified
from thousandfold.base.privacy import P0, P1, P2


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; there are no passwords and no superusers."""

    def create_user(self, email: str | None, **fields: object) -> Account:
        """Make an account that signs in by code, or without an address by printed cards."""
        address = self.normalize_email(email).lower() if email else None
        account = self.model(email=address, **fields)
        account.set_unusable_password()
        account.save()
        return account


class Account(Identified, AbstractBaseUser):
    """A person's way to sign in: an address for codes, and a language.

    Somebody without e-mail has no address and a name; their host prints them cards
    (docs/decisions/0113).
    """

    email = models.EmailField(unique=True, null=True, blank=True)
    name = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=12, default="en")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = AccountManager()

    class Privacy:
        email = P2
        name = P2
        language = P2
        is_active = P1
        password = P0  # always unusable
        last_login = P2

    def __str__(self) -> str:
        return self.name or self.email or str(self.id)

    @property
    def is_staff(self) -> bool:
        """Django's word for its admin site, which we do not have."""
        return False
