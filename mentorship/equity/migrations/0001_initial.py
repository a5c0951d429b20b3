import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('mentorship', '0002_terms_from_call_to_answers'),
    ]

    operations = [
        migrations.CreateModel(
            name='Counted',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='equity_counted', to='mentorship.application')),
            ],
        ),
        migrations.CreateModel(
            name='EquityGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=40)),
                ('name', models.CharField(max_length=80)),
                ('least', models.PositiveSmallIntegerField(default=0)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='equity_groups', to='mentorship.cohort')),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.UniqueConstraint(fields=('cohort', 'key'), name='equity_group_once'), models.CheckConstraint(condition=models.Q(models.Q(('key', ''), _negated=True), models.Q(('name', ''), _negated=True)), name='equity_group_has_a_name')],
            },
        ),
        migrations.CreateModel(
            name='EquityAnswer',
            fields=[
                ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mentorship.cohort')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='equity.equitygroup')),
            ],
        ),
        migrations.CreateModel(
            name='FairnessReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('figures', models.JSONField()),
                ('made_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('cohort', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='fairness_report', to='mentorship.cohort')),
            ],
            options={
                'ordering': ['-made_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='ReasonCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why', models.CharField(choices=[('declined', 'declined'), ('withdrew', 'withdrew'), ('undecided', 'undecided'), ('no_language', 'no_language'), ('no_time', 'no_time'), ('no_skill', 'no_skill'), ('no_place', 'no_place'), ('other_rules', 'other_rules'), ('ended_before', 'ended_before')], max_length=14)),
                ('people', models.PositiveIntegerField()),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mentorship.cohort')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cohort', 'why'), name='equity_reasoncount_once'), models.CheckConstraint(condition=models.Q(('why__in', ['declined', 'withdrew', 'undecided', 'no_language', 'no_time', 'no_skill', 'no_place', 'other_rules', 'ended_before'])), name='equity_reasoncount_known_word')],
            },
        ),
        migrations.CreateModel(
            name='StageCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.CharField(choices=[('applied', 'applied'), ('eligible', 'eligible'), ('read', 'read'), ('offered', 'offered'), ('accepted', 'accepted'), ('finished', 'finished')], max_length=8)),
                ('people', models.PositiveIntegerField()),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mentorship.cohort')),
                ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='equity.equitygroup')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('cohort', 'stage', 'group'), name='equity_stagecount_once'), models.UniqueConstraint(condition=models.Q(('group', None)), fields=('cohort', 'stage'), name='equity_stagecount_of_no_group_once'), models.CheckConstraint(condition=models.Q(('stage__in', ['applied', 'eligible', 'read', 'offered', 'accepted', 'finished'])), name='equity_stagecount_known_stage')],
            },
        ),
    ]
