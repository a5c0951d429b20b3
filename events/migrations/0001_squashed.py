import django.db.models.deletion
import django.utils.timezone
import modelsearch.index
import portal.kit.fields
import portal.kit.fixed_page
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('events', '0001_initial'), ('events', '0002_rsvp'), ('events', '0003_event_page'), ('events', '0004_group_conflict_and_consent'), ('events', '0005_schedules'), ('events', '0006_answers'), ('events', '0007_personal_feed'), ('events', '0008_record_of_a_date'), ('events', '0009_calendar_source'), ('events', '0010_told_clash')]

    initial = True

    dependencies = [
        ('initiatives', '0001_squashed'),
        ('people', '0001_squashed'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='EventIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'meetings of a group',
                'verbose_name_plural': 'meetings of groups',
            },
            bases=(portal.kit.fixed_page.FixedPageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='EventPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='One sentence a newcomer understands: what happens there and who should come.', max_length=300, verbose_name='summary')),
                ('body', portal.kit.fields.ProseField(blank=True, help_text='What usually happens, how to prepare, what to bring. Leave out dates, times and the link to the call: the page shows them by itself.', verbose_name='text')),
            ],
            options={
                'verbose_name': 'text of a meeting',
                'verbose_name_plural': 'texts of meetings',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Occurrence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('original_date', models.DateField()),
                ('original_time', models.TimeField()),
                ('moved_date', models.DateField(blank=True, null=True)),
                ('moved_time', models.TimeField(blank=True, null=True)),
                ('tzid', models.CharField(max_length=64)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('tz_version', models.CharField(max_length=12)),
                ('is_extra', models.BooleanField(default=False)),
                ('status', models.CharField(choices=[('scheduled', 'As planned'), ('moved', 'Moved'), ('cancelled', 'Cancelled')], default='scheduled', max_length=9)),
                ('override_title', models.CharField(blank=True, max_length=200)),
                ('override_location', models.CharField(blank=True, max_length=200)),
                ('override_minutes', models.PositiveIntegerField(blank=True, null=True)),
                ('changed_at', models.DateTimeField(blank=True, null=True)),
                ('change_note', models.CharField(blank=True, max_length=300)),
                ('changes', models.PositiveIntegerField(default=0)),
                ('seats_taken', models.PositiveIntegerField(default=0)),
                ('took_place', models.BooleanField(blank=True, null=True)),
                ('others_came', models.PositiveIntegerField(default=0)),
                ('recording_url', models.URLField(blank=True, max_length=500)),
            ],
            options={
                'ordering': ['starts_at', 'id'],
                'indexes': [models.Index(fields=['starts_at', 'id'], name='events_occurrence_by_start')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='events_occurrence_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('status__in', ['scheduled', 'moved', 'cancelled'])), name='events_occurrence_known_status'), models.CheckConstraint(condition=models.Q(models.Q(('moved_date', None), ('moved_time', None)), models.Q(('moved_date__isnull', False), ('moved_time__isnull', False)), _connector='OR'), name='events_occurrence_moved_to_a_whole_time'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'moved'), _negated=True), ('moved_date__isnull', False), _connector='OR'), name='events_occurrence_moved_somewhere'), models.CheckConstraint(condition=models.Q(('override_minutes', None), ('override_minutes__range', (1, 20160)), _connector='OR'), name='events_occurrence_lasts_a_while'), models.CheckConstraint(condition=models.Q(('seats_taken__gte', 0)), name='events_occurrence_seats_not_owed'), models.CheckConstraint(condition=models.Q(('status', 'cancelled'), ('took_place', True), _negated=True), name='events_occurrence_held_or_cancelled'), models.CheckConstraint(condition=models.Q(('recording_url', ''), ('recording_url__startswith', 'https://'), _connector='OR'), name='events_occurrence_recorded_over_https')],
            },
        ),
        migrations.CreateModel(
            name='CalendarSource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(blank=True, max_length=1000)),
                ('name', models.CharField(max_length=200)),
                ('default_tzid', models.CharField(blank=True, max_length=64)),
                ('is_trusted', models.BooleanField(default=False)),
                ('reading', models.JSONField(blank=True, null=True)),
                ('etag', models.CharField(blank=True, max_length=500)),
                ('modified', models.CharField(blank=True, max_length=100)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('next_at', models.DateTimeField(blank=True, null=True)),
                ('failed_since', models.DateTimeField(blank=True, null=True)),
                ('failure', models.CharField(blank=True, max_length=300)),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calendar_sources', to='initiatives.initiative')),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('url', ''), _negated=True), fields=('initiative', 'url'), name='events_source_address_once'), models.UniqueConstraint(condition=models.Q(('url', '')), fields=('initiative', 'name'), name='events_source_file_once'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='events_source_has_a_name')],
            },
        ),
        migrations.CreateModel(
            name='GroupConflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.CharField(choices=[('leads', 'the same people lead both'), ('key-people', 'people both need come to both'), ('topic', 'both work on the same topic')], max_length=10)),
                ('a', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='initiatives.initiative')),
                ('b', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='initiatives.initiative')),
            ],
            options={
                'ordering': ['a', 'b'],
                'constraints': [models.UniqueConstraint(fields=('a', 'b'), name='events_conflict_pair_once'), models.CheckConstraint(condition=models.Q(('a__lt', models.F('b'))), name='events_conflict_in_order'), models.CheckConstraint(condition=models.Q(('level__in', ['leads', 'key-people', 'topic'])), name='events_conflict_known_level')],
            },
        ),
        migrations.CreateModel(
            name='HoursConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='initiatives.initiative')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hours_consents', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('person', 'initiative'), name='events_consent_once')],
            },
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(blank=True, max_length=30000)),
                ('version', models.PositiveIntegerField(default=1)),
                ('saved_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('saved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('occurrence', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='minutes', to='events.occurrence')),
            ],
            options={
                'verbose_name_plural': 'minutes',
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=500)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='events.minutes')),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='events_decision_says_something')],
            },
        ),
        migrations.CreateModel(
            name='ActionItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('text', models.CharField(max_length=500)),
                ('name', models.CharField(blank=True, max_length=80)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='action_items', to='events.minutes')),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='events_action_item_says_something'), models.CheckConstraint(condition=models.Q(('person', None), ('name', ''), _connector='OR'), name='events_action_item_of_one')],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=160)),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('link', models.URLField(blank=True, max_length=500)),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('position', models.PositiveIntegerField(default=0)),
                ('treatment', models.CharField(choices=[('open', 'To be discussed'), ('discussed', 'Discussed'), ('dropped', 'Dropped')], default='open', max_length=9)),
                ('drop_reason', models.CharField(blank=True, max_length=300)),
                ('carried_from', models.DateField(blank=True, null=True)),
                ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('occurrence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda_items', to='events.occurrence')),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), ('treatment__in', ['open', 'discussed', 'dropped'])), name='events_agenda_item_says_something'), models.CheckConstraint(condition=models.Q(('minutes', None), ('minutes__range', (1, 480)), _connector='OR'), name='events_agenda_item_takes_a_while'), models.CheckConstraint(condition=models.Q(('link', ''), ('link__startswith', 'https://'), _connector='OR'), name='events_agenda_item_links_over_https')],
            },
        ),
        migrations.CreateModel(
            name='PersonalFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=80)),
                ('token_sha256', models.CharField(max_length=64, unique=True)),
                ('has_answers', models.BooleanField(default=True)),
                ('has_followed', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('last_used_on', models.DateField(blank=True, null=True)),
                ('groups', models.ManyToManyField(blank=True, related_name='+', to='initiatives.initiative')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='personal_feeds', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('label', ''), _negated=True), models.Q(('token_sha256', ''), _negated=True)), name='events_feed_has_a_label_and_key')],
            },
        ),
        migrations.CreateModel(
            name='Rsvp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('guest_name', models.CharField(blank=True, max_length=80)),
                ('guest_email', models.EmailField(blank=True, max_length=254)),
                ('guest_zone', models.CharField(blank=True, max_length=64)),
                ('answer', models.CharField(choices=[('yes', 'Coming'), ('maybe', 'Maybe'), ('no', 'Not coming')], default='yes', max_length=5)),
                ('place', models.CharField(choices=[('none', 'No seat'), ('unconfirmed', 'A guest whose address is not proved yet'), ('seat', 'A seat'), ('waiting', 'In line'), ('offered', 'A seat is held for them')], default='seat', max_length=11)),
                ('answered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('is_standing', models.BooleanField(default=False)),
                ('attended', models.BooleanField(blank=True, null=True)),
                ('organisation', models.CharField(blank=True, max_length=120)),
                ('occurrence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rsvps', to='events.occurrence')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='rsvps', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['answered_at', 'id'],
                'indexes': [models.Index(condition=models.Q(('expires_at__isnull', False)), fields=['expires_at'], name='events_rsvp_that_expires')],
                'constraints': [models.UniqueConstraint(fields=('occurrence', 'person'), name='events_rsvp_one_seat'), models.UniqueConstraint(condition=models.Q(('guest_email', ''), _negated=True), fields=('occurrence', 'guest_email'), name='events_rsvp_one_guest_an_address'), models.CheckConstraint(condition=models.Q(models.Q(('person', None), models.Q(('guest_email', ''), _negated=True), models.Q(('guest_name', ''), _negated=True)), models.Q(('guest_email', ''), ('guest_name', ''), ('guest_zone', ''), ('person__isnull', False)), _connector='OR'), name='events_rsvp_member_or_guest'), models.CheckConstraint(condition=models.Q(('answer__in', ['yes', 'maybe', 'no']), ('place__in', ['none', 'unconfirmed', 'seat', 'waiting', 'offered']), models.Q(('answer', 'yes'), ('place', 'none'), _connector='OR')), name='events_rsvp_known_words'), models.CheckConstraint(condition=models.Q(models.Q(('expires_at__isnull', False), ('place__in', ['offered', 'unconfirmed'])), models.Q(('expires_at', None), ('place__in', ['none', 'seat', 'waiting'])), _connector='OR'), name='events_rsvp_only_offers_expire'), models.CheckConstraint(condition=models.Q(models.Q(('place', 'unconfirmed'), _negated=True), ('person', None), _connector='OR'), name='events_rsvp_members_are_known')],
            },
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('title', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('meeting', 'Meeting'), ('office-hours', 'Office hours'), ('welcome-call', 'Welcome call'), ('workshop', 'Workshop'), ('webinar', 'Webinar'), ('conference', 'Conference'), ('deadline', 'Deadline'), ('election', 'Election')], default='meeting', max_length=12)),
                ('duration_minutes', models.PositiveIntegerField(default=60)),
                ('capacity', models.PositiveIntegerField(blank=True, help_text='Seats at each date; empty means no limit.', null=True)),
                ('region', models.CharField(blank=True, max_length=80)),
                ('is_all_day', models.BooleanField(default=False)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('place_url', models.URLField(blank=True, max_length=500)),
                ('join_url', models.URLField(blank=True, max_length=500)),
                ('notes_url', models.URLField(blank=True, max_length=500)),
                ('recordings_url', models.URLField(blank=True, max_length=500)),
                ('access_note', models.CharField(blank=True, max_length=300)),
                ('is_open_to_newcomers', models.BooleanField(default=False)),
                ('has_introductions', models.BooleanField(default=False)),
                ('shows_attendance', models.BooleanField(default=False)),
                ('is_published', models.BooleanField(default=True)),
                ('source', models.CharField(blank=True, max_length=300)),
                ('source_url', models.URLField(blank=True, max_length=500)),
                ('seen_on', models.DateField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('also_for', models.ManyToManyField(blank=True, related_name='joint_series', to='initiatives.initiative')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='series', to='initiatives.initiative')),
                ('yields_to', models.ManyToManyField(blank=True, related_name='yielded_by', to='events.series')),
            ],
            options={
                'verbose_name_plural': 'series',
                'ordering': ['title'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['meeting', 'office-hours', 'welcome-call', 'workshop', 'webinar', 'conference', 'deadline', 'election'])), name='events_series_known_kind'), models.CheckConstraint(condition=models.Q(models.Q(('title', ''), _negated=True), models.Q(('slug__in', ['', 'check', 'month']), _negated=True)), name='events_series_has_a_name'), models.CheckConstraint(condition=models.Q(('duration_minutes__range', (1, 20160))), name='events_series_lasts_a_while'), models.CheckConstraint(condition=models.Q(('capacity', None), ('capacity__gte', 1), _connector='OR'), name='events_series_seats_somebody'), models.CheckConstraint(condition=models.Q(('join_url', ''), ('join_url__startswith', 'https://'), _connector='OR'), name='events_series_joined_over_https'), models.CheckConstraint(condition=models.Q(('place_url', ''), models.Q(models.Q(('place', ''), _negated=True), ('place_url__startswith', 'https://')), _connector='OR'), name='events_series_map_of_a_place'), models.CheckConstraint(condition=models.Q(('is_all_day', False), ('duration_minutes__in', [1440, 2880, 4320, 5760, 7200, 8640, 10080, 11520, 12960, 14400, 15840, 17280, 18720, 20160]), _connector='OR'), name='events_series_lasts_whole_days')],
            },
        ),
        migrations.AddField(
            model_name='occurrence',
            name='series',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='occurrences', to='events.series'),
        ),
        migrations.CreateModel(
            name='ImportedMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.CharField(max_length=255)),
                ('told', models.JSONField()),
                ('missing', models.PositiveSmallIntegerField(default=0)),
                ('vanished_at', models.DateTimeField(blank=True, null=True)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='events.calendarsource')),
                ('series', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='imported', to='events.series')),
            ],
            options={
                'ordering': ['source', 'uid'],
                'constraints': [models.UniqueConstraint(fields=('source', 'uid'), name='events_imported_uid_once')],
            },
        ),
        migrations.CreateModel(
            name='Slot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=1)),
                ('start_date', models.DateField()),
                ('start_time', models.TimeField()),
                ('tzid', models.CharField(max_length=64)),
                ('rrule', models.CharField(blank=True, max_length=500)),
                ('until_date', models.DateField(blank=True, null=True)),
                ('uid', models.CharField(max_length=120, unique=True)),
                ('sequence', models.PositiveIntegerField(default=0)),
                ('dropped_dates', models.JSONField(blank=True, default=list)),
                ('excluded_dates', models.JSONField(blank=True, default=list)),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='slots', to='events.series')),
                ('split_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='continued_by', to='events.slot')),
            ],
            options={
                'ordering': ['series', 'position'],
                'constraints': [models.UniqueConstraint(fields=('series', 'position'), name='events_slot_position_once'), models.CheckConstraint(condition=models.Q(('until_date', None), ('until_date__gte', models.F('start_date')), _connector='OR'), name='events_slot_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(models.Q(('tzid', ''), _negated=True), models.Q(('uid', ''), _negated=True), ('position__gte', 1)), name='events_slot_has_zone_and_uid'), models.CheckConstraint(condition=models.Q(models.Q(('rrule', ''), _negated=True), ('until_date', None), _connector='OR'), name='events_slot_once_has_no_end')],
            },
        ),
        migrations.AddField(
            model_name='occurrence',
            name='slot',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='occurrences', to='events.slot'),
        ),
        migrations.CreateModel(
            name='StandingAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('yes', 'Coming'), ('maybe', 'Maybe'), ('no', 'Not coming')], max_length=5)),
                ('starts_on', models.DateField()),
                ('answered_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standing_answers', to=settings.AUTH_USER_MODEL)),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='standing_answers', to='events.series')),
            ],
            options={
                'ordering': ['answered_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('series', 'person'), name='events_standing_answer_once'), models.CheckConstraint(condition=models.Q(('answer__in', ['yes', 'maybe', 'no'])), name='events_standing_answer_known')],
            },
        ),
        migrations.CreateModel(
            name='ToldClash',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='events.series')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='events.series')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('person', 'one', 'other'), name='events_told_clash_once'), models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='events_told_clash_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Visitor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(blank=True, max_length=80)),
                ('organisation', models.CharField(blank=True, max_length=120)),
                ('occurrence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visitors', to='events.occurrence')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), ('organisation', ''), _negated=True), name='events_visitor_is_somebody')],
            },
        ),
        migrations.AddIndex(
            model_name='occurrence',
            index=models.Index(fields=['series', 'starts_at'], name='events_occurrence_of_series'),
        ),
        migrations.AddConstraint(
            model_name='occurrence',
            constraint=models.UniqueConstraint(fields=('slot', 'original_date', 'original_time'), name='events_occurrence_once_by_rule'),
        ),
        migrations.AddConstraint(
            model_name='occurrence',
            constraint=models.UniqueConstraint(fields=('series', 'original_date'), name='events_occurrence_one_address_a_day'),
        ),
    ]
