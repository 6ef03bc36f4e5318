"""What is closed is closed anew with the keys of whom it belongs to: in parts, and again at will."""

from django.db import migrations

from thousandfold.base.secrets.anew import close_anew


def close(apps, schema_editor):
    using = schema_editor.connection.alias
    model = apps.get_model("campaigns", "Approvals")
    close_anew(model, ["ballots"], using)
    model = apps.get_model("campaigns", "Adoption")
    close_anew(model, ["gradients"], using, plain=True)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("campaigns", "0002_closed_with_keys_of_their_owners")]
    operations = [migrations.RunPython(close)]
