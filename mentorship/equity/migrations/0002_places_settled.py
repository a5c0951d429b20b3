from django.db import migrations, models
from django.db.models import F


def settle_what_runs_were_made_with(apps, schema_editor):
    groups = apps.get_model("equity", "EquityGroup").objects
    groups.filter(cohort__runs__isnull=False, least__gt=0).update(kept=F("least"))


class Migration(migrations.Migration):
    dependencies = [("equity", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="equitygroup",
            name="kept",
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.RunPython(settle_what_runs_were_made_with, migrations.RunPython.noop),
    ]
