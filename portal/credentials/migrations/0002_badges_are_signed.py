import secrets

from django.db import migrations, models


def give_places(apps, schema_editor):
    """By chance, as `free_place` does."""
    credentials = apps.get_model("credentials", "Credential").objects
    keys = list(credentials.values_list("pk", flat=True))
    places = secrets.SystemRandom().sample(range(max(131_072, 2 * len(keys))), len(keys))
    for key, place in zip(keys, places, strict=True):
        credentials.filter(pk=key).update(status_place=place)


class Migration(migrations.Migration):

    dependencies = [
        ('credentials', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SigningKey',
            fields=[
                ('public', models.CharField(max_length=60, primary_key=True, serialize=False)),
                ('since', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['since', 'public'],
            },
        ),
        migrations.AddField(
            model_name='credential',
            name='status_place',
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.RunPython(give_places, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='credential',
            name='status_place',
            field=models.PositiveIntegerField(editable=False, unique=True),
        ),
    ]
