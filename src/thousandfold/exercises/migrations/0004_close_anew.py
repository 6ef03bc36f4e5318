"""What is closed is closed anew with the keys of whom it belongs to: in parts, and again at will."""

from django.db import migrations

from thousandfold.base.secrets.anew import close_anew


def close(apps, schema_editor):
    using = schema_editor.connection.alias
    model = apps.get_model("exercises", "StoredAnswer")
    close_anew(model, ["said"], using)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("exercises", "0003_closed_with_keys_of_their_owners")]
    operations = [migrations.RunPython(close)]
