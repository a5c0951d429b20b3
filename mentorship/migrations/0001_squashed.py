import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import portal.kit.fields
import portal.kit.fixed_page
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('mentorship', '0001_initial'), ('mentorship', '0002_matching'), ('mentorship', '0003_answers_in_time'), ('mentorship', '0004_application_statuses'), ('mentorship', '0005_questionnaires'), ('mentorship', '0006_left_out_and_made_of'), ('mentorship', '0007_choices_and_prerequisites'), ('mentorship', '0008_score_versions_and_choices'), ('mentorship', '0009_silence_is_what_nobody_decided')]

    initial = True

    dependencies = [
        ('initiatives', '0001_squashed'),
        ('people', '0001_squashed'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Cohort',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('timezone', models.CharField(default='UTC', max_length=64)),
                ('opens_on', models.DateField()),
                ('closes_on', models.DateField()),
                ('review_until', models.DateField()),
                ('results_on', models.DateField()),
                ('starts_on', models.DateField()),
                ('midterm_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('answer_days', models.PositiveSmallIntegerField(default=7)),
                ('fills_places', models.BooleanField(default=False)),
                ('most_choices', models.PositiveSmallIntegerField(default=3)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'ordering': ['-starts_on', 'key'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('key__in', ['', 'new']), _negated=True), models.Q(('name', ''), _negated=True), models.Q(('timezone', ''), _negated=True)), name='mentorship_cohort_has_a_name'), models.CheckConstraint(condition=models.Q(('opens_on__lte', models.F('closes_on')), ('closes_on__lte', models.F('review_until')), ('review_until__lt', models.F('results_on')), ('results_on__lte', models.F('starts_on')), ('starts_on__lt', models.F('midterm_on')), ('midterm_on__lte', models.F('ends_on'))), name='mentorship_cohort_dates_in_order'), models.CheckConstraint(condition=models.Q(('starts_on__iso_week_day', 1), ('ends_on__iso_week_day', 7)), name='mentorship_cohort_of_whole_weeks'), models.CheckConstraint(condition=models.Q(('answer_days__range', (1, 60))), name='mentorship_cohort_days_to_answer'), models.CheckConstraint(condition=models.Q(('most_choices__lte', 3)), name='mentorship_cohort_choices_to_rank')],
            },
        ),
        migrations.CreateModel(
            name='Goal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60)),
                ('name', models.CharField(max_length=120)),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('slug', ''), _negated=True), models.Q(('name', ''), _negated=True)), name='mentorship_goal_has_a_name')],
            },
        ),
        migrations.CreateModel(
            name='ProgramIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'texts about mentorship programs',
            },
            bases=(portal.kit.fixed_page.FixedPageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='ProgramPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='One sentence a newcomer understands: what one gets and gives.', max_length=300, verbose_name='summary')),
                ('body', portal.kit.fields.ProseField(blank=True, help_text='Tell for whom it is, what a week looks like and what people did afterwards. Leave out dates and weights: the page shows them from the program.', verbose_name='story')),
            ],
            options={
                'verbose_name': 'text about a mentorship program',
                'verbose_name_plural': 'texts about mentorship programs',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('role', models.CharField(choices=[('mentee', 'Mentee'), ('mentor', 'Mentor')], max_length=6)),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Sent'), ('complete', 'Complete'), ('in_review', 'Being read'), ('interview', 'Interview'), ('accepted', 'Accepted'), ('waitlisted', 'On the waiting list'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('ineligible', 'Rules not met')], default='draft', max_length=12)),
                ('motivation', models.TextField(blank=True, max_length=3000)),
                ('capacity', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)])),
                ('seniority', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(10)])),
                ('organisation', models.CharField(blank=True, max_length=160)),
                ('consented_at', models.DateTimeField(blank=True, null=True)),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decision_reason', models.TextField(blank=True, max_length=1000)),
                ('facts', models.JSONField(blank=True, default=dict)),
                ('imported', models.JSONField(blank=True, null=True)),
                ('said', models.JSONField(blank=True, default=dict)),
                ('unmet', models.JSONField(blank=True, default=list)),
                ('choices', models.JSONField(blank=True, default=list)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('initiatives', models.ManyToManyField(blank=True, related_name='+', to='initiatives.initiative')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='applications', to=settings.AUTH_USER_MODEL)),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='applications', to='mentorship.cohort')),
                ('goals', models.ManyToManyField(blank=True, related_name='+', to='mentorship.goal')),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'indexes': [models.Index(fields=['cohort', 'status', 'role'], name='mentorship_app_by_status')],
                'constraints': [models.UniqueConstraint(fields=('cohort', 'person', 'role'), name='mentorship_application_once'), models.UniqueConstraint(condition=models.Q(('status__in', ('draft', 'submitted', 'complete', 'in_review', 'interview', 'accepted', 'waitlisted', 'ineligible'))), fields=('cohort', 'person'), name='mentorship_application_one_role'), models.CheckConstraint(condition=models.Q(('role__in', ['mentee', 'mentor']), ('status__in', ['draft', 'submitted', 'complete', 'in_review', 'interview', 'accepted', 'waitlisted', 'declined', 'withdrawn', 'ineligible'])), name='mentorship_application_known_words'), models.CheckConstraint(condition=models.Q(models.Q(('capacity', None), ('capacity__range', (1, 10)), _connector='OR'), models.Q(('seniority', None), ('seniority__range', (0, 10)), _connector='OR')), name='mentorship_application_numbers_of_the_scale'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('submitted', 'complete', 'in_review', 'interview', 'accepted', 'waitlisted', 'declined', 'ineligible')), _negated=True), ('submitted_at__isnull', False), _connector='OR'), name='mentorship_application_was_sent'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('accepted', 'waitlisted', 'declined')), _negated=True), ('decided_at__isnull', False), _connector='OR'), name='mentorship_application_was_decided')],
            },
        ),
        migrations.CreateModel(
            name='LeftOut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='left_out', to='mentorship.application')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'left out',
                'ordering': ['made_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Prerequisite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('mentee', 'Mentee'), ('mentor', 'Mentor')], max_length=6)),
                ('title', models.CharField(max_length=160)),
                ('text', models.TextField(blank=True, max_length=1500)),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='prerequisites', to='mentorship.cohort')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('cohort', 'role', 'title'), name='mentorship_prerequisite_once'), models.CheckConstraint(condition=models.Q(('role__in', ['mentee', 'mentor']), models.Q(('title', ''), _negated=True)), name='mentorship_prerequisite_known_words')],
            },
        ),
        migrations.CreateModel(
            name='Program',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=160)),
                ('summary', models.CharField(blank=True, max_length=300)),
                ('config', models.JSONField(blank=True, default=dict)),
                ('score_version', models.PositiveIntegerField(default=1)),
                ('is_published', models.BooleanField(default=False)),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('initiative', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='programs', to='initiatives.initiative')),
                ('skills', models.ManyToManyField(blank=True, related_name='programs', to='people.skill')),
            ],
            options={
                'ordering': ['name', 'slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('slug__in', ['', 'new', 'applications']), _negated=True), models.Q(('name', ''), _negated=True)), name='mentorship_program_has_a_name')],
            },
        ),
        migrations.AddField(
            model_name='goal',
            name='program',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goals', to='mentorship.program'),
        ),
        migrations.AddField(
            model_name='cohort',
            name='program',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cohorts', to='mentorship.program'),
        ),
        migrations.CreateModel(
            name='ProgramAdmin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='programs_run', to=settings.AUTH_USER_MODEL)),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='admins', to='mentorship.program')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('program', 'person'), name='mentorship_programadmin_once')],
            },
        ),
        migrations.CreateModel(
            name='Proof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, max_length=3000)),
                ('link', models.URLField(blank=True, max_length=500)),
                ('state', models.CharField(choices=[('given', 'Waits to be looked at'), ('accepted', 'Done'), ('returned', 'Sent back')], default='given', max_length=8)),
                ('word', models.TextField(blank=True, max_length=1000)),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('judged_at', models.DateTimeField(blank=True, null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proofs', to='mentorship.application')),
                ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prerequisite', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proofs', to='mentorship.prerequisite')),
            ],
            options={
                'ordering': ['prerequisite_id'],
                'constraints': [models.UniqueConstraint(fields=('application', 'prerequisite'), name='mentorship_proof_once'), models.CheckConstraint(condition=models.Q(('state__in', ['given', 'accepted', 'returned']), models.Q(models.Q(('text', ''), _negated=True), models.Q(('link', ''), _negated=True), _connector='OR')), name='mentorship_proof_shows_something')],
            },
        ),
        migrations.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('mentee', 'Mentee'), ('mentor', 'Mentor')], max_length=6)),
                ('questions', models.JSONField(blank=True, default=list)),
                ('rules', models.JSONField(blank=True, default=list)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questionnaires', to='mentorship.cohort')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('cohort', 'role'), name='mentorship_questionnaire_once'), models.CheckConstraint(condition=models.Q(('role__in', ['mentee', 'mentor'])), name='mentorship_questionnaire_known_role')],
            },
        ),
        migrations.CreateModel(
            name='QuestionnaireEdition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('questions', models.JSONField()),
                ('rules', models.JSONField()),
                ('published_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editions', to='mentorship.questionnaire')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('questionnaire', 'number'), name='mentorship_questionnaireedition_once')],
            },
        ),
        migrations.AddField(
            model_name='application',
            name='edition',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='applications', to='mentorship.questionnaireedition'),
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('config', models.JSONField(blank=True, default=dict)),
                ('score_version', models.PositiveIntegerField(blank=True, null=True)),
                ('result', models.JSONField()),
                ('instance_sha256', models.CharField(max_length=64)),
                ('made_of', models.JSONField(blank=True, default=dict)),
                ('engine', models.CharField(max_length=80)),
                ('tzdata', models.CharField(max_length=12)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='runs', to='mentorship.cohort')),
                ('keeps', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='mentorship.run')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('cohort', 'number'), name='mentorship_run_number_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1), models.Q(('instance_sha256', ''), _negated=True)), name='mentorship_run_of_a_cohort')],
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('score', models.PositiveIntegerField()),
                ('explanation', models.JSONField()),
                ('mentee_answer', models.CharField(choices=[('awaited', 'Not answered yet'), ('accepted', 'Accepted'), ('declined', 'Declined')], default='awaited', max_length=8)),
                ('mentor_answer', models.CharField(choices=[('awaited', 'Not answered yet'), ('accepted', 'Accepted'), ('declined', 'Declined')], default='awaited', max_length=8)),
                ('published_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answer_by', models.DateTimeField()),
                ('mentee_answered_at', models.DateTimeField(blank=True, null=True)),
                ('mentor_answered_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ending', models.CharField(blank=True, choices=[('declined', 'One of the two declined'), ('withdrawn', 'One of the two left the cohort'), ('lapsed', 'Not answered in time'), ('stopped', 'Ended during the term')], max_length=9)),
                ('ending_reason', models.CharField(blank=True, max_length=500)),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='mentorship.cohort')),
                ('mentee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matches_as_mentee', to='mentorship.application')),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matches_as_mentor', to='mentorship.application')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='matches', to='mentorship.run')),
            ],
            options={
                'verbose_name_plural': 'matches',
                'ordering': ['published_at', 'id'],
                'indexes': [models.Index(condition=models.Q(('ended_at', None), models.Q(('mentee_answer', 'awaited'), ('mentor_answer', 'awaited'), _connector='OR')), fields=['answer_by'], name='mentorship_match_awaited')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('mentee',), name='mentorship_match_one_mentor_at_a_time'), models.UniqueConstraint(fields=('mentee', 'mentor'), name='mentorship_match_pair_once'), models.CheckConstraint(condition=models.Q(('mentee', models.F('mentor')), _negated=True), name='mentorship_match_of_two'), models.CheckConstraint(condition=models.Q(('mentee_answer__in', ['awaited', 'accepted', 'declined']), ('mentor_answer__in', ['awaited', 'accepted', 'declined']), ('ending__in', ['', 'declined', 'withdrawn', 'lapsed', 'stopped'])), name='mentorship_match_known_words'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ending', '')), models.Q(('ended_at__isnull', False), models.Q(('ending', ''), _negated=True)), _connector='OR'), name='mentorship_match_ended_somehow'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), _negated=True), models.Q(models.Q(('mentee_answer', 'declined'), _negated=True), models.Q(('mentor_answer', 'declined'), _negated=True)), _connector='OR'), name='mentorship_match_declined_is_over')],
            },
        ),
        migrations.CreateModel(
            name='ScoreVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('config', models.JSONField(blank=True, default=dict)),
                ('why', models.CharField(blank=True, max_length=300)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='score_versions', to='mentorship.program')),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [models.UniqueConstraint(fields=('program', 'number'), name='mentorship_scoreversion_number_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='mentorship_scoreversion_counts_from_one')],
            },
        ),
        migrations.CreateModel(
            name='StatusChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('was', models.CharField(blank=True, choices=[('draft', 'Draft'), ('submitted', 'Sent'), ('complete', 'Complete'), ('in_review', 'Being read'), ('interview', 'Interview'), ('accepted', 'Accepted'), ('waitlisted', 'On the waiting list'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('ineligible', 'Rules not met')], max_length=12)),
                ('became', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Sent'), ('complete', 'Complete'), ('in_review', 'Being read'), ('interview', 'Interview'), ('accepted', 'Accepted'), ('waitlisted', 'On the waiting list'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('ineligible', 'Rules not met')], max_length=12)),
                ('mover', models.CharField(choices=[('applicant', 'applicant'), ('program', 'program'), ('portal', 'portal')], max_length=9)),
                ('reason', models.TextField(blank=True, max_length=1000)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='mentorship.application')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('was__in', ['', 'draft', 'submitted', 'complete', 'in_review', 'interview', 'accepted', 'waitlisted', 'declined', 'withdrawn', 'ineligible']), ('became__in', ['draft', 'submitted', 'complete', 'in_review', 'interview', 'accepted', 'waitlisted', 'declined', 'withdrawn', 'ineligible']), ('mover__in', ['applicant', 'program', 'portal'])), name='mentorship_statuschange_known_words')],
            },
        ),
        migrations.CreateModel(
            name='Pin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('pin', 'Always together'), ('veto', 'Never together')], max_length=4)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pins', to='mentorship.cohort')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mentee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pins_as_mentee', to='mentorship.application')),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pins_as_mentor', to='mentorship.application')),
            ],
            options={
                'ordering': ['made_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('mentee', 'mentor'), name='mentorship_pin_pair_once'), models.UniqueConstraint(condition=models.Q(('kind', 'pin')), fields=('mentee',), name='mentorship_pin_one_mentor'), models.CheckConstraint(condition=models.Q(('kind__in', ['pin', 'veto'])), name='mentorship_pin_known_kind')],
            },
        ),
        migrations.AddConstraint(
            model_name='goal',
            constraint=models.UniqueConstraint(fields=('program', 'slug'), name='mentorship_goal_once'),
        ),
    ]
