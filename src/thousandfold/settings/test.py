# SPDX-License-Identifier: AGPL-3.0-or-later
"""Settings of the tests: a fresh data folder, no mail, either database."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("THOUSANDFOLD_DATA", tempfile.mkdtemp(prefix="thousandfold-test-"))
os.environ["THOUSANDFOLD_SETTINGS"] = "/nonexistent"

from thousandfold.settings.site import *  # noqa: F403
from thousandfold.settings.site import DATABASES, STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the browser's server and the test share it.
    DATABASES["default"]["TEST"] = {
        "NAME": os.path.join(os.environ["THOUSANDFOLD_DATA"], "test.sqlite3")
    }
DATABASES["default"]["CONN_MAX_AGE"] = 0
WHITENOISE_AUTOREFRESH = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
