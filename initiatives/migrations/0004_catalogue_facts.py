# Facts with who confirmed them, and what a group offers, has made and is asked.

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('initiatives', '0003_topic_skills'),
        ('people', '0003_handle_in_any_case'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('kind', models.CharField(choices=[('added', 'Added to the catalogue'), ('name', 'Name'), ('kind', 'Kind of group'), ('text', 'Description'), ('stage', 'Stage'), ('parent', 'Reports to'), ('serves', 'Also serves'), ('predecessor', 'Continues'), ('role', 'People'), ('channel', 'Channels and links'), ('deliverable', 'What it has made'), ('opening', 'Help wanted'), ('report', 'Report'), ('meeting', 'Meetings')], max_length=12)),
                ('before', models.CharField(blank=True, max_length=300)),
                ('after', models.CharField(blank=True, max_length=300)),
                ('source', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'ordering': ['-at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('text', 'What it is and why it matters'), ('links', 'Channels and links'), ('people', 'People and seats'), ('place', 'Stage and place in the foundation'), ('meetings', 'Meeting times'), ('openings', 'Help wanted'), ('deliverables', 'What it has made')], max_length=12)),
                ('confirmed_on', models.DateField()),
            ],
            options={
                'ordering': ['part'],
            },
        ),
        migrations.CreateModel(
            name='Conflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fact', models.CharField(max_length=40)),
                ('what', models.CharField(max_length=200)),
                ('ours', models.CharField(max_length=500)),
                ('theirs', models.CharField(max_length=500)),
                ('our_source', models.CharField(blank=True, max_length=300)),
                ('their_source', models.CharField(blank=True, max_length=300)),
                ('their_source_url', models.URLField(blank=True, max_length=500)),
                ('proposal', models.JSONField(blank=True, default=dict)),
                ('verdict', models.CharField(blank=True, choices=[('ours', 'what we have is right'), ('theirs', 'the other source is right')], max_length=6)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('first_seen_at', models.DateTimeField(auto_now_add=True)),
                ('last_seen_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'ordering': ['initiative__name', 'what', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Deliverable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True)),
                ('until', models.DateField(blank=True, null=True)),
                ('source', models.CharField(blank=True, max_length=300)),
                ('source_url', models.URLField(blank=True, max_length=500)),
                ('seen_on', models.DateField(blank=True, null=True)),
                ('confirmed_on', models.DateField(blank=True, null=True)),
                ('name', models.CharField(max_length=160)),
                ('type', models.CharField(choices=[('software', 'Software'), ('specification', 'Specification'), ('guide', 'Guide'), ('course', 'Course'), ('service', 'Service'), ('dataset', 'Dataset'), ('report', 'Report'), ('other', 'Other')], max_length=14)),
                ('summary', models.CharField(blank=True, max_length=300)),
                ('problem', models.CharField(blank=True, max_length=160)),
                ('url', models.URLField(blank=True, max_length=500)),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['position', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LinkCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=500, unique=True)),
                ('state', models.CharField(choices=[('unknown', 'not looked at yet'), ('fine', 'answers'), ('failing', 'did not answer lately'), ('dead', 'dead'), ('skipped', 'not checked')], default='unknown', max_length=8)),
                ('status', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('problem', models.CharField(blank=True, max_length=200)),
                ('final_url', models.URLField(blank=True, max_length=500)),
                ('failures', models.PositiveSmallIntegerField(default=0)),
                ('first_failed_at', models.DateTimeField(blank=True, null=True)),
                ('checked_at', models.DateTimeField(blank=True, null=True)),
                ('next_at', models.DateTimeField(blank=True, null=True)),
                ('reported_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['url'],
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=120)),
                ('role', models.CharField(choices=[('code', 'Code'), ('docs', 'Documentation and writing'), ('design', 'Design'), ('translation', 'Translation'), ('community', 'Community and events'), ('policy', 'Policy, law and standards'), ('research', 'Security research'), ('operations', 'Operations and infrastructure'), ('leadership', 'Leading and teaching')], max_length=12)),
                ('summary', models.CharField(blank=True, max_length=500)),
                ('hours_min', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)])),
                ('hours_max', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)])),
                ('languages', models.JSONField(blank=True, default=list)),
                ('contact', models.CharField(blank=True, max_length=160)),
                ('contact_url', models.URLField(blank=True, max_length=500)),
                ('ai_policy', models.CharField(blank=True, choices=[('welcome', 'AI-assisted work is welcome'), ('disclose', 'AI-assisted work is welcome when you say so'), ('not-first', 'No AI on tasks kept for newcomers'), ('no', 'No AI-assisted work')], max_length=12)),
                ('is_for_newcomers', models.BooleanField(default=False)),
                ('is_open', models.BooleanField(default=True)),
                ('fresh_until', models.DateField()),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'ordering': ['title', 'id'],
            },
        ),
        migrations.CreateModel(
            name='OpeningSkill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('need', models.CharField(choices=[('must', 'needed'), ('nice', 'nice to have'), ('will-teach', 'we teach it')], default='must', max_length=10)),
                ('level', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)])),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Persona',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=80, unique=True)),
                ('description', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Predecessor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True)),
                ('until', models.DateField(blank=True, null=True)),
                ('source', models.CharField(blank=True, max_length=300)),
                ('source_url', models.URLField(blank=True, max_length=500)),
                ('seen_on', models.DateField(blank=True, null=True)),
                ('confirmed_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': [models.OrderBy(models.F('since'), descending=True, nulls_last=True), 'predecessor__slug', 'id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quarter', models.CharField(max_length=7)),
                ('filed_on', models.DateField(blank=True, null=True)),
                ('title', models.CharField(blank=True, max_length=160)),
                ('url', models.URLField(blank=True, max_length=500)),
            ],
            options={
                'ordering': ['-quarter', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('repository', models.CharField(max_length=200)),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=300)),
                ('url', models.URLField(max_length=500)),
                ('role', models.CharField(blank=True, choices=[('code', 'Code'), ('docs', 'Documentation and writing'), ('design', 'Design'), ('translation', 'Translation'), ('community', 'Community and events'), ('policy', 'Policy, law and standards'), ('research', 'Security research'), ('operations', 'Operations and infrastructure'), ('leadership', 'Leading and teaching')], max_length=12)),
                ('size', models.CharField(blank=True, choices=[('s', 'An evening'), ('m', 'A few evenings'), ('l', 'Some weeks')], max_length=1)),
                ('labels', models.JSONField(blank=True, default=list)),
                ('state', models.CharField(choices=[('open', 'Open'), ('in-review', 'In review'), ('done', 'Done'), ('withdrawn', 'Withdrawn')], default='open', max_length=10)),
                ('is_for_newcomers', models.BooleanField(default=False)),
                ('is_assigned', models.BooleanField(default=False)),
                ('opened_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-changed_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='TaskClaim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('claimed_at', models.DateTimeField()),
                ('leased_until', models.DateTimeField()),
                ('warned_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('end', models.CharField(blank=True, choices=[('given-back', 'given back'), ('lapsed', 'lapsed'), ('done', 'done'), ('closed', 'the task went away')], max_length=10)),
            ],
            options={
                'ordering': ['-claimed_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='TaskSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('repository', models.CharField(max_length=200, unique=True)),
                ('labels', models.JSONField(blank=True, default=dict)),
                ('etag', models.CharField(blank=True, max_length=200)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('failed_since', models.DateTimeField(blank=True, null=True)),
                ('failure', models.CharField(blank=True, max_length=300)),
                ('next_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['repository'],
            },
        ),
        migrations.CreateModel(
            name='TrustedSignal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('best-practices', 'Best Practices badge'), ('scorecard', 'Scorecard'), ('baseline', 'OSPS Baseline'), ('security-insights', 'Security Insights'), ('audit', 'Security audit')], max_length=20)),
                ('subject', models.CharField(blank=True, max_length=200)),
                ('value', models.CharField(blank=True, max_length=60)),
                ('parts', models.JSONField(blank=True, default=list)),
                ('source_url', models.URLField(blank=True, max_length=500)),
                ('observed_on', models.DateField(blank=True, null=True)),
                ('read_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['kind', 'subject'],
            },
        ),
        migrations.AlterModelOptions(
            name='alias',
            options={'ordering': ['kind', 'name', 'id'], 'verbose_name_plural': 'aliases'},
        ),
        migrations.RemoveConstraint(
            model_name='alias',
            name='initiatives_alias_said_once',
        ),
        migrations.RemoveConstraint(
            model_name='alias',
            name='initiatives_alias_known_kind',
        ),
        migrations.AddField(
            model_name='alias',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='alias',
            name='confirmed_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='alias',
            name='seen_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='alias',
            name='since',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='alias',
            name='source',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='alias',
            name='source_url',
            field=models.URLField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name='alsoserves',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='alsoserves',
            name='confirmed_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='follow',
            name='seen_at',
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddField(
            model_name='initiative',
            name='ai_policy',
            field=models.CharField(blank=True, choices=[('welcome', 'AI-assisted work is welcome'), ('disclose', 'AI-assisted work is welcome when you say so'), ('not-first', 'No AI on tasks kept for newcomers'), ('no', 'No AI-assisted work')], max_length=12),
        ),
        migrations.AddField(
            model_name='initiative',
            name='ai_policy_url',
            field=models.URLField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name='initiative',
            name='decides',
            field=models.TextField(blank=True, help_text='How the group decides, in a sentence or two.', max_length=500),
        ),
        migrations.AddField(
            model_name='initiative',
            name='languages',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name='parent',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='parent',
            name='confirmed_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='roleholding',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='roleholding',
            name='confirmed_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='stagerecord',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='stagerecord',
            name='confirmed_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='alias',
            name='kind',
            field=models.CharField(choices=[('name', 'name'), ('alias', 'also called'), ('former-name', 'formerly')], default='alias', max_length=12),
        ),
        migrations.AddConstraint(
            model_name='alias',
            constraint=models.CheckConstraint(condition=models.Q(('since', None), ('until', None), ('until__gt', models.F('since')), _connector='OR'), name='initiatives_alias_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='alias',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'former-name'), _negated=True), fields=('initiative', 'name'), name='initiatives_alias_said_once'),
        ),
        migrations.AddConstraint(
            model_name='alias',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'name')), fields=('initiative',), name='initiatives_alias_one_name'),
        ),
        migrations.AddConstraint(
            model_name='alias',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['name', 'alias', 'former-name'])), name='initiatives_alias_known_kind'),
        ),
        migrations.AddField(
            model_name='change',
            name='initiative',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='initiatives.initiative'),
        ),
        migrations.AddField(
            model_name='confirmation',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='confirmation',
            name='initiative',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='confirmations', to='initiatives.initiative'),
        ),
        migrations.AddField(
            model_name='conflict',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='conflict',
            name='initiative',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conflicts', to='initiatives.initiative'),
        ),
        migrations.AddField(
            model_name='deliverable',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='deliverable',
            name='initiative',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliverables', to='initiatives.initiative'),
        ),
        migrations.AddIndex(
            model_name='linkcheck',
            index=models.Index(fields=['next_at'], name='initiatives_next_at_2a91ac_idx'),
        ),
        migrations.AddConstraint(
            model_name='linkcheck',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['unknown', 'fine', 'failing', 'dead', 'skipped'])), name='initiatives_linkcheck_known_state'),
        ),
        migrations.AddField(
            model_name='opening',
            name='initiative',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='initiatives.initiative'),
        ),
        migrations.AddField(
            model_name='openingskill',
            name='opening',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='skills', to='initiatives.opening'),
        ),
        migrations.AddField(
            model_name='openingskill',
            name='skill',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='people.skill'),
        ),
        migrations.AddField(
            model_name='deliverable',
            name='personas',
            field=models.ManyToManyField(blank=True, related_name='deliverables', to='initiatives.persona'),
        ),
        migrations.AddField(
            model_name='initiative',
            name='personas',
            field=models.ManyToManyField(blank=True, related_name='initiatives', to='initiatives.persona'),
        ),
        migrations.AddField(
            model_name='predecessor',
            name='confirmed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='predecessor',
            name='initiative',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='predecessors', to='initiatives.initiative'),
        ),
        migrations.AddField(
            model_name='predecessor',
            name='predecessor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='initiatives.initiative'),
        ),
        migrations.AddField(
            model_name='report',
            name='initiative',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='initiatives.initiative'),
        ),
        migrations.AddField(
            model_name='task',
            name='initiative',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='initiatives.initiative'),
        ),
        migrations.AddField(
            model_name='task',
            name='skills',
            field=models.ManyToManyField(blank=True, related_name='tasks', to='people.skill'),
        ),
        migrations.AddField(
            model_name='taskclaim',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='task_claims', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='taskclaim',
            name='task',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='initiatives.task'),
        ),
        migrations.AddField(
            model_name='tasksource',
            name='initiative',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='task_sources', to='initiatives.initiative'),
        ),
        migrations.AddField(
            model_name='trustedsignal',
            name='initiative',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trusted_signals', to='initiatives.initiative'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['-at', '-id'], name='initiatives_at_1d4135_idx'),
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(fields=['initiative', '-at'], name='initiatives_initiat_aaa409_idx'),
        ),
        migrations.AddConstraint(
            model_name='confirmation',
            constraint=models.UniqueConstraint(fields=('initiative', 'part'), name='initiatives_confirmation_once'),
        ),
        migrations.AddConstraint(
            model_name='confirmation',
            constraint=models.CheckConstraint(condition=models.Q(('part__in', ['text', 'links', 'people', 'place', 'meetings', 'openings', 'deliverables'])), name='initiatives_confirmation_known_part'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.UniqueConstraint(fields=('initiative', 'what', 'ours', 'theirs', 'their_source'), name='initiatives_conflict_asked_once'),
        ),
        migrations.AddConstraint(
            model_name='conflict',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['', 'ours', 'theirs'])), name='initiatives_conflict_known_verdict'),
        ),
        migrations.AddConstraint(
            model_name='opening',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['code', 'docs', 'design', 'translation', 'community', 'policy', 'research', 'operations', 'leadership']), models.Q(('title', ''), _negated=True)), name='initiatives_opening_has_title_and_role'),
        ),
        migrations.AddConstraint(
            model_name='opening',
            constraint=models.CheckConstraint(condition=models.Q(('hours_min', None), ('hours_max', None), ('hours_max__gte', models.F('hours_min')), _connector='OR'), name='initiatives_opening_hours_in_order'),
        ),
        migrations.AddConstraint(
            model_name='openingskill',
            constraint=models.UniqueConstraint(fields=('opening', 'skill'), name='initiatives_openingskill_once'),
        ),
        migrations.AddConstraint(
            model_name='openingskill',
            constraint=models.CheckConstraint(condition=models.Q(('need__in', ['must', 'nice', 'will-teach']), ('level__range', (1, 5))), name='initiatives_openingskill_known'),
        ),
        migrations.AddConstraint(
            model_name='deliverable',
            constraint=models.CheckConstraint(condition=models.Q(('since', None), ('until', None), ('until__gt', models.F('since')), _connector='OR'), name='initiatives_deliverable_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='deliverable',
            constraint=models.UniqueConstraint(fields=('initiative', 'name'), name='initiatives_deliverable_once'),
        ),
        migrations.AddConstraint(
            model_name='deliverable',
            constraint=models.CheckConstraint(condition=models.Q(('type__in', ['software', 'specification', 'guide', 'course', 'service', 'dataset', 'report', 'other']), models.Q(('name', ''), _negated=True)), name='initiatives_deliverable_known_type'),
        ),
        migrations.AddConstraint(
            model_name='predecessor',
            constraint=models.CheckConstraint(condition=models.Q(('since', None), ('until', None), ('until__gt', models.F('since')), _connector='OR'), name='initiatives_predecessor_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='predecessor',
            constraint=models.UniqueConstraint(fields=('initiative', 'predecessor'), name='initiatives_predecessor_once'),
        ),
        migrations.AddConstraint(
            model_name='predecessor',
            constraint=models.CheckConstraint(condition=models.Q(('predecessor', models.F('initiative')), _negated=True), name='initiatives_predecessor_not_itself'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.UniqueConstraint(fields=('initiative', 'quarter'), name='initiatives_report_once'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('quarter__regex', '^\\d{4}-Q[1-4]$')), name='initiatives_report_a_quarter'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['state', '-changed_at'], name='initiatives_state_465847_idx'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(fields=('repository', 'number'), name='initiatives_task_once'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'in-review', 'done', 'withdrawn'])), name='initiatives_task_known_state'),
        ),
        migrations.AddConstraint(
            model_name='taskclaim',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('task',), name='initiatives_taskclaim_one_a_task'),
        ),
        migrations.AddConstraint(
            model_name='taskclaim',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('person',), name='initiatives_taskclaim_one_a_person'),
        ),
        migrations.AddConstraint(
            model_name='taskclaim',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end', ''), ('ended_at', None)), models.Q(('ended_at__isnull', False), models.Q(('end', ''), _negated=True)), _connector='OR'), name='initiatives_taskclaim_ends_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='tasksource',
            constraint=models.CheckConstraint(condition=models.Q(('repository', ''), _negated=True), name='initiatives_tasksource_has_a_place'),
        ),
        migrations.AddConstraint(
            model_name='trustedsignal',
            constraint=models.UniqueConstraint(fields=('initiative', 'kind', 'subject'), name='initiatives_trustedsignal_once'),
        ),
        migrations.AddConstraint(
            model_name='trustedsignal',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['best-practices', 'scorecard', 'baseline', 'security-insights', 'audit'])), name='initiatives_trustedsignal_known_kind'),
        ),
    ]
