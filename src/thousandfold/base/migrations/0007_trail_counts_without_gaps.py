from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('base', '0006_old_trail_is_linked'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='trailentry',
            constraint=models.UniqueConstraint(fields=('host', 'number'), name='trail_counts_without_gaps'),
        ),
    ]
