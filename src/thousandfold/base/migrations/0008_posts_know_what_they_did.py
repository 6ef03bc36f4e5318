# SPDX-License-Identifier: AGPL-3.0-or-later
"""A form that was sent knows whether its act was done, and what was sent."""

from __future__ import annotations

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("base", "0007_trail_counts_without_gaps")]

    operations = [
        migrations.AddField(
            "oncepost",
            "said",
            models.CharField(blank=True, max_length=64, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "oncepost",
            "attempt",
            models.CharField(blank=True, max_length=16, default=""),
            preserve_default=False,
        ),
        migrations.AddField("oncepost", "acted", models.BooleanField(default=False)),
        migrations.AlterField(
            "oncepost",
            "at",
            models.DateTimeField(db_index=True, default=django.utils.timezone.now),
        ),
    ]
