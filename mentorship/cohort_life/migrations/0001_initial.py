import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('mentorship', '0002_terms_from_call_to_answers'),
        ('people', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='PathShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('match', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='path_share', to='mentorship.match')),
            ],
        ),
        migrations.CreateModel(
            name='CheckIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.PositiveSmallIntegerField()),
                ('word', models.CharField(choices=[('met', 'We met'), ('holiday', 'We did not: holiday'), ('ill', 'We did not: ill'), ('unreached', 'We did not: I could not reach them'), ('no_need', 'We did not: no need this week')], max_length=9)),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='check_ins', to='mentorship.match')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-week', 'id'],
                'constraints': [models.UniqueConstraint(fields=('match', 'person', 'week'), name='cohort_life_checkin_once'), models.CheckConstraint(condition=models.Q(('word__in', ['met', 'holiday', 'ill', 'unreached', 'no_need']), ('week__range', (1, 64))), name='cohort_life_checkin_known_words')],
            },
        ),
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.CharField(choices=[('midterm', 'Half time'), ('final', 'The end')], max_length=7)),
                ('meets', models.CharField(choices=[('weekly', 'About every week'), ('less', 'Less often'), ('hardly', 'Hardly or not at all')], max_length=6)),
                ('progress', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)])),
                ('helps', models.TextField(blank=True, max_length=1000)),
                ('recommends', models.CharField(choices=[('pass', 'Pass: they have done what was agreed'), ('extend', 'Extend: it needs more weeks'), ('end', 'End: it does not work'), ('go_on', 'It goes well'), ('help', 'I would like help from the people who run the program'), ('stop', 'I would like to end it')], max_length=6)),
                ('to_admins', models.TextField(blank=True, max_length=1000)),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evaluations', to='mentorship.match')),
            ],
            options={
                'ordering': ['given_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('match', 'round', 'author'), name='cohort_life_evaluation_once'), models.CheckConstraint(condition=models.Q(('round__in', ['midterm', 'final']), ('meets__in', ['weekly', 'less', 'hardly']), ('progress__range', (1, 5)), ('recommends__in', ['pass', 'extend', 'end', 'go_on', 'help', 'stop'])), name='cohort_life_evaluation_known_words')],
            },
        ),
        migrations.CreateModel(
            name='KickoffMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(choices=[('hello', 'Say hello: who you are, and what you would like to be asked'), ('hours', 'Agree when you meet, and where'), ('between', 'Agree how you reach each other between meetings, and how fast'), ('goals', 'Write down one goal below, together'), ('away', 'Say when one of you will be away')], max_length=7)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kickoff_marks', to='mentorship.match')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('match', 'step'), name='cohort_life_kickoff_once'), models.CheckConstraint(condition=models.Q(('step__in', ['hello', 'hours', 'between', 'goals', 'away'])), name='cohort_life_kickoff_known_step')],
            },
        ),
        migrations.CreateModel(
            name='LadderSetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nudge', models.PositiveSmallIntegerField(default=7)),
                ('ask', models.PositiveSmallIntegerField(default=14)),
                ('tell', models.PositiveSmallIntegerField(default=21)),
                ('propose', models.PositiveSmallIntegerField(default=28)),
                ('cohort', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='ladder_setting', to='mentorship.cohort')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('nudge__gte', 1), ('ask__gt', models.F('nudge')), ('tell__gt', models.F('ask')), ('propose__gt', models.F('tell')), ('propose__lte', 400)), name='cohort_life_ladder_in_order')],
            },
        ),
        migrations.CreateModel(
            name='MentorLimit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('most', models.PositiveSmallIntegerField()),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='mentor_limit', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('most__range', (0, 10))), name='cohort_life_limit_of_the_scale')],
            },
        ),
        migrations.CreateModel(
            name='NotAgain',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='not_again', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'other'), name='cohort_life_not_again_once'), models.CheckConstraint(condition=models.Q(('person', models.F('other')), _negated=True), name='cohort_life_not_again_of_two')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('text', models.TextField(max_length=4000)),
                ('is_private', models.BooleanField(default=True)),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notes', to='mentorship.match')),
            ],
            options={
                'ordering': ['-written_at', '-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='cohort_life_note_says_something')],
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.CharField(choices=[('midterm', 'Half time'), ('final', 'The end')], max_length=7)),
                ('verdict', models.CharField(choices=[('pass', 'Passed'), ('extend', 'Extended'), ('end', 'Ended')], max_length=6)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('decided_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='outcomes', to='mentorship.match')),
            ],
            options={
                'ordering': ['decided_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('match', 'round'), name='cohort_life_outcome_once'), models.CheckConstraint(condition=models.Q(('round__in', ['midterm', 'final']), models.Q(models.Q(('ends_on__isnull', False), ('verdict', 'extend')), models.Q(('ends_on', None), ('verdict__in', ['pass', 'end'])), _connector='OR')), name='cohort_life_outcome_known_words'), models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'end'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='cohort_life_ending_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pauses', to='mentorship.match')),
            ],
            options={
                'ordering': ['first_day', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='cohort_life_pause_in_order')],
            },
        ),
        migrations.CreateModel(
            name='PlanLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('goal', 'Goal'), ('milestone', 'Milestone')], max_length=9)),
                ('text', models.CharField(max_length=200)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('reached_at', models.DateTimeField(blank=True, null=True)),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plan_lines', to='mentorship.match')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['kind', 'due_on', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['goal', 'milestone']), models.Q(('text', ''), _negated=True)), name='cohort_life_plan_says_something'), models.CheckConstraint(condition=models.Q(('kind', 'goal'), ('due_on__isnull', False), _connector='OR'), name='cohort_life_milestone_has_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Sign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('word', models.CharField(blank=True, max_length=300)),
                ('word_at', models.DateTimeField(blank=True, null=True)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signs', to='mentorship.match')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('match', 'person'), name='cohort_life_sign_once')],
            },
        ),
        migrations.CreateModel(
            name='ToldRung',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('mentee', 'mentee'), ('mentor', 'mentor')], max_length=6)),
                ('since', models.DateField()),
                ('rung', models.PositiveSmallIntegerField()),
                ('told_on', models.DateField()),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told_rungs', to='mentorship.match')),
            ],
            options={
                'ordering': ['told_on', 'id'],
                'constraints': [models.UniqueConstraint(fields=('match', 'side', 'since', 'rung'), name='cohort_life_rung_told_once'), models.CheckConstraint(condition=models.Q(('side__in', ['mentee', 'mentor']), ('rung__range', (1, 4))), name='cohort_life_rung_of_the_ladder')],
            },
        ),
    ]
