import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import portal.kit.fields
import portal.kit.fixed_page
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('onboarding', '0001_initial'), ('onboarding', '0002_editions_and_walks')]

    initial = True

    dependencies = [
        ('initiatives', '0001_squashed'),
        ('people', '0001_squashed'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('published_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'ordering': ['path', 'number'],
                'constraints': [models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='onboarding_edition_counts_from_one')],
            },
        ),
        migrations.CreateModel(
            name='PathIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'paths for every group',
            },
            bases=(portal.kit.fixed_page.FixedPageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='Path',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('title', models.CharField(max_length=255)),
                ('summary', models.CharField(blank=True, max_length=300)),
                ('outcomes', models.TextField(blank=True, max_length=1000)),
                ('role', models.CharField(blank=True, choices=[('code', 'Code'), ('docs', 'Documentation and writing'), ('design', 'Design'), ('translation', 'Translation'), ('community', 'Community and events'), ('policy', 'Policy, law and standards'), ('research', 'Security research'), ('operations', 'Operations and infrastructure'), ('leadership', 'Leading and teaching')], max_length=12)),
                ('level', models.CharField(choices=[('newcomer', 'No experience needed'), ('some', 'Some experience'), ('experienced', 'For experienced people')], default='newcomer', max_length=12)),
                ('hours_a_week', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('is_published', models.BooleanField(default=False)),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('initiative', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='paths', to='initiatives.initiative')),
                ('skills', models.ManyToManyField(blank=True, related_name='paths', to='people.skill')),
            ],
            options={
                'ordering': ['title', 'slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('slug', ''), _negated=True), models.Q(('title', ''), _negated=True)), name='onboarding_path_has_a_name'), models.CheckConstraint(condition=models.Q(('role__in', ['', 'code', 'docs', 'design', 'translation', 'community', 'policy', 'research', 'operations', 'leadership']), ('level__in', ['newcomer', 'some', 'experienced'])), name='onboarding_path_known_role_and_level')],
            },
        ),
        migrations.CreateModel(
            name='Journey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('left_at', models.DateTimeField(blank=True, null=True)),
                ('acted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('paused_until', models.DateField(blank=True, null=True)),
                ('kept_open', models.JSONField(blank=True, default=list)),
                ('covered', models.JSONField(blank=True, default=list)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='journeys', to='onboarding.edition')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='journeys', to=settings.AUTH_USER_MODEL)),
                ('path', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='journeys', to='onboarding.path')),
            ],
            options={
                'ordering': ['-started_at', '-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('person', 'path'), name='onboarding_journey_one_open'), models.CheckConstraint(condition=models.Q(('left_at', None), ('left_at__gte', models.F('started_at')), _connector='OR'), name='onboarding_journey_left_after_it_started')],
            },
        ),
        migrations.AddField(
            model_name='edition',
            name='path',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='editions', to='onboarding.path'),
        ),
        migrations.CreateModel(
            name='PathPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(help_text='One sentence: for whom this path is and where it leads.', max_length=300, verbose_name='summary')),
                ('outcomes', models.TextField(help_text='One thing a line, each beginning with a verb: “Review a translation”.', max_length=1000, verbose_name='what you will be able to do')),
                ('role', models.CharField(blank=True, choices=[('', 'Any role'), ('code', 'Code'), ('docs', 'Documentation and writing'), ('design', 'Design'), ('translation', 'Translation'), ('community', 'Community and events'), ('policy', 'Policy, law and standards'), ('research', 'Security research'), ('operations', 'Operations and infrastructure'), ('leadership', 'Leading and teaching')], help_text='The work it leads to.', max_length=12, verbose_name='role')),
                ('level', models.CharField(choices=[('newcomer', 'No experience needed'), ('some', 'Some experience'), ('experienced', 'For experienced people')], default='newcomer', max_length=12, verbose_name='level')),
                ('hours_a_week', models.PositiveSmallIntegerField(blank=True, help_text='What the work takes once somebody has arrived. Empty: nobody knows.', null=True, verbose_name='hours a week')),
                ('body', portal.kit.fields.ProseField(blank=True, help_text='Optional, below the steps: who made it, what comes after.', verbose_name='about this path')),
                ('steps', portal.kit.fields.ProseField(blank=True, help_text='In the order you would tell a friend. Five to nine are plenty.', verbose_name='steps')),
                ('skills', modelcluster.fields.ParentalManyToManyField(blank=True, related_name='+', to='people.skill', verbose_name='skills it teaches')),
            ],
            options={
                'verbose_name': 'path',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('key', models.SlugField(max_length=60)),
                ('kind', models.CharField(choices=[('read', 'Read'), ('watch', 'Watch'), ('do', 'Do'), ('attend', 'Come to a meeting'), ('meet', 'Talk to somebody'), ('evidence', 'Show what you made')], max_length=12)),
                ('title', models.CharField(max_length=120)),
                ('why', models.CharField(blank=True, max_length=300)),
                ('text', models.TextField(blank=True)),
                ('link', models.URLField(blank=True, max_length=500)),
                ('with_whom', models.CharField(blank=True, choices=[('', 'Nobody in particular'), ('lead', 'Whoever leads the group'), ('maintainer', 'A maintainer'), ('mentor', 'A mentor'), ('anyone', 'Anyone in the group')], max_length=12)),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('is_optional', models.BooleanField(default=False)),
                ('needs', models.JSONField(blank=True, default=list)),
                ('one_is_enough', models.BooleanField(default=False)),
                ('meeting', models.SlugField(blank=True, max_length=80)),
                ('rsvp_is_enough', models.BooleanField(default=False)),
                ('change', models.CharField(blank=True, choices=[('editorial', 'Only its words'), ('substantive', 'What is asked'), ('returned', 'Nothing: it is a step of before, back again')], max_length=12)),
                ('replaces', models.JSONField(blank=True, default=list)),
                ('carries', models.BooleanField(default=False)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='onboarding.edition')),
            ],
            options={
                'ordering': ['edition', 'position'],
                'indexes': [models.Index(fields=['meeting'], name='onboarding_step_by_meeting')],
                'constraints': [models.UniqueConstraint(fields=('edition', 'key'), name='onboarding_step_key_once'), models.UniqueConstraint(fields=('edition', 'position'), name='onboarding_step_position_once'), models.CheckConstraint(condition=models.Q(models.Q(('key', ''), _negated=True), models.Q(('title', ''), _negated=True)), name='onboarding_step_has_a_name'), models.CheckConstraint(condition=models.Q(('kind__in', ['read', 'watch', 'do', 'attend', 'meet', 'evidence']), ('with_whom__in', ['', 'lead', 'maintainer', 'mentor', 'anyone'])), name='onboarding_step_known_kind_and_person'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'attend'), _negated=True), models.Q(('meeting', ''), _negated=True), _connector='OR'), name='onboarding_step_attends_a_meeting'), models.CheckConstraint(condition=models.Q(('change__in', ['', 'editorial', 'substantive', 'returned'])), name='onboarding_step_known_change')],
            },
        ),
        migrations.CreateModel(
            name='Completion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(max_length=60)),
                ('source', models.CharField(choices=[('self', 'you said so'), ('prior', 'you had done it before'), ('carried', 'by what you did in an earlier edition'), ('rsvp', 'you said you would come'), ('attendance', 'you were there')], default='self', max_length=10)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('journey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='completions', to='onboarding.journey')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='completions', to='onboarding.step')),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('journey', 'key'), name='onboarding_completion_once'), models.CheckConstraint(condition=models.Q(('source__in', ['self', 'prior', 'carried', 'rsvp', 'attendance'])), name='onboarding_completion_known_source')],
            },
        ),
        migrations.CreateModel(
            name='Nudge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField()),
                ('rung', models.PositiveSmallIntegerField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('journey', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='nudges', to='onboarding.journey')),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('journey', 'since', 'rung'), name='onboarding_nudge_once'), models.CheckConstraint(condition=models.Q(('rung__range', (1, 5))), name='onboarding_nudge_known_rung')],
            },
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(fields=('path', 'number'), name='onboarding_edition_number_once'),
        ),
    ]
