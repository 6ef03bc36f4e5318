"""Lines from before the chain are linked as they are found, in the order of their moments."""

import secrets

from django.db import migrations

from thousandfold.base import linking
from thousandfold_core import chain

CHUNK = 500
COLUMNS = ["number", "salt", "mark", "link"]


def link_all(apps, schema_editor):
    entries = apps.get_model("base", "TrailEntry")._base_manager
    ends = apps.get_model("base", "TrailEnd")._base_manager
    for host in entries.order_by("host").values_list("host_id", flat=True).distinct():
        number, link = _link_host(entries, host)
        ends.create(host_id=host, number=number, link=link)


def _link_host(entries, host):
    key = linking.key()
    link = chain.beginning(key, str(host))
    number, waiting = 0, []
    for entry in entries.filter(host_id=host).order_by("at", "id").iterator(CHUNK):
        number += 1
        entry.number, entry.salt = number, secrets.token_hex(16)
        entry.mark = chain.mark_of(key, entry.salt, linking.details_of(entry))
        link = chain.link_of(key, link, number, linking.facts_of(entry), entry.mark)
        entry.link = link
        waiting.append(entry)
        if len(waiting) == CHUNK:
            entries.bulk_update(waiting, COLUMNS)
            waiting = []
    entries.bulk_update(waiting, COLUMNS)
    return number, link


class Migration(migrations.Migration):

    dependencies = [
        ('base', '0005_trail_is_linked'),
    ]

    operations = [
        migrations.RunPython(link_all, migrations.RunPython.noop, elidable=False),
    ]
