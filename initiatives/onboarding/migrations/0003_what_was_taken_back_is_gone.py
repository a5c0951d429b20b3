from django.db import migrations, models


def blank_what_was_taken_back(apps, schema_editor):
    taken_back = apps.get_model("onboarding", "Evidence").objects.filter(state="withdrawn")
    taken_back.update(link="", words="", fingerprint="", found="", found_at=None)


class Migration(migrations.Migration):
    dependencies = [("onboarding", "0002_evidence_that_somebody_looks_at")]

    operations = [
        migrations.RemoveConstraint(
            model_name="evidence",
            name="onboarding_evidence_shows_something",
        ),
        migrations.RemoveField(
            model_name="evidence",
            name="digest",
        ),
        migrations.RunPython(blank_what_was_taken_back, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fingerprint", ""), ("link", ""), ("state", "withdrawn"), ("words", "")),
                    models.Q(
                        models.Q(("state", "withdrawn"), _negated=True),
                        models.Q(
                            models.Q(("link", ""), _negated=True),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="onboarding_evidence_shows_something_until_taken_back",
            ),
        ),
    ]
