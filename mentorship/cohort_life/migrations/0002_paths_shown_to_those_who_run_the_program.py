from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cohort_life", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="pathshare",
            name="to_mentor",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="pathshare",
            name="to_program",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="pathshare",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_mentor", True), ("to_program", True), _connector="OR"),
                name="cohort_life_paths_shown_to_somebody",
            ),
        ),
    ]
