from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0004_catalogue_facts"),
    ]

    operations = [
        migrations.AddField(
            model_name="trustedsignal",
            name="read_from",
            field=models.URLField(blank=True, max_length=500),
        ),
    ]
