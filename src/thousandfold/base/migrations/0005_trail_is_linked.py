import django.db.models.deletion
from django.db import migrations, models

import thousandfold.base.ids


class Migration(migrations.Migration):

    dependencies = [
        ('base', '0004_posts_that_came_too_late'),
    ]

    operations = [
        migrations.CreateModel(
            name='TrailEnd',
            fields=[
                ('id', models.UUIDField(default=thousandfold.base.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveBigIntegerField(default=0)),
                ('link', models.CharField(max_length=64)),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='base.host')),
            ],
        ),
        migrations.AddConstraint(
            model_name='trailend',
            constraint=models.UniqueConstraint(fields=('host',), name='a_trail_has_one_end'),
        ),
        migrations.AddField(
            model_name='trailentry',
            name='link',
            field=models.CharField(default='', editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='trailentry',
            name='mark',
            field=models.CharField(default='', editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='trailentry',
            name='number',
            field=models.PositiveBigIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='trailentry',
            name='salt',
            field=models.CharField(blank=True, default='', editable=False, max_length=32),
        ),
    ]
