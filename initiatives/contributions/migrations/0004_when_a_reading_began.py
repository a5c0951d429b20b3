from datetime import UTC, datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0003_which_files_are_docs"),
    ]

    operations = [
        # Long ago: whose earlier work was dropped before this was kept is asked for it once.
        migrations.AddField(
            model_name="poll",
            name="begun_at",
            field=models.DateTimeField(default=datetime(2020, 1, 1, tzinfo=UTC)),
            preserve_default=False,
        ),
    ]
