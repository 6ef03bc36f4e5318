"""What is closed is closed anew with the keys of whom it belongs to: in parts, and again at will."""

from django.db import migrations

from thousandfold.base.secrets.anew import close_anew


def close(apps, schema_editor):
    using = schema_editor.connection.alias
    model = apps.get_model("recruitment", "Upload")
    close_anew(model, ["sheet"], using)
    model = apps.get_model("recruitment", "Batch")
    close_anew(model, ["problems"], using)
    model = apps.get_model("recruitment", "BatchChange")
    close_anew(model, ["before", "after"], using)
    model = apps.get_model("recruitment", "Nomination")
    close_anew(model, ["story"], using)
    model = apps.get_model("recruitment", "Mark")
    close_anew(model, ["note"], using)
    model = apps.get_model("recruitment", "Decision")
    close_anew(model, ["reason"], using)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("recruitment", "0004_closed_with_keys_of_their_owners")]
    operations = [migrations.RunPython(close)]
