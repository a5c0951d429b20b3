import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('notices', '0001_initial'), ('notices', '0002_task'), ('notices', '0003_still_right'), ('notices', '0004_guests_and_invitations'), ('notices', '0005_clashes'), ('notices', '0006_calls'), ('notices', '0007_kinds_of_alumni'), ('notices', '0008_kind_of_readers'), ('notices', '0009_path_reminders')]

    initial = True

    dependencies = [
        ('people', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('address', models.EmailField(blank=True, max_length=254)),
                ('kind', models.CharField(choices=[('meeting-changed', 'A meeting of yours or of a group you follow changes'), ('meeting-place', 'Your place in a meeting'), ('meeting-reminder', 'A meeting you go to begins soon'), ('meeting-clash', 'Meetings you arrange clash with others'), ('moderation', 'A text you wrote or look through'), ('path', 'Your steps on a path'), ('path-reminder', 'A reminder of your next step on a path'), ('task', 'A task you took'), ('still-right', 'Whether the page of your group is still right'), ('call', 'A program of yours or of a group you follow takes applications'), ('application', 'Your application to a program'), ('review', 'Applications you read for a program'), ('match', 'Your mentorship'), ('alumni', 'How it goes on after a mentorship'), ('credential', 'A certificate of yours'), ('account', 'Your account and its safety')], max_length=20)),
                ('key', models.CharField(max_length=200)),
                ('template', models.CharField(max_length=80)),
                ('context', models.JSONField(blank=True, default=dict)),
                ('url', models.CharField(max_length=400)),
                ('invitation', models.TextField(blank=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('mail', models.CharField(choices=[('due', 'Waiting to be sent'), ('sent', 'Sent'), ('stopped', 'Not sent: not wanted, or nowhere to send it'), ('failed', 'Given up')], default='due', max_length=8)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('try_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', '-id'],
                'indexes': [models.Index(fields=['person', '-created_at', '-id'], name='notices_of_person'), models.Index(condition=models.Q(('read_at', None)), fields=['person'], name='notices_unread_of_person'), models.Index(condition=models.Q(('mail', 'due')), fields=['try_at'], name='notices_mail_due')],
                'constraints': [models.UniqueConstraint(fields=('person', 'key'), name='notices_notice_told_once'), models.UniqueConstraint(condition=models.Q(('address', ''), _negated=True), fields=('address', 'key'), name='notices_notice_guest_told_once'), models.CheckConstraint(condition=models.Q(models.Q(('address', ''), ('person__isnull', False)), models.Q(('person', None), models.Q(('address', ''), _negated=True)), _connector='OR'), name='notices_notice_to_member_or_guest'), models.CheckConstraint(condition=models.Q(('kind__in', ['meeting-changed', 'meeting-place', 'meeting-reminder', 'meeting-clash', 'moderation', 'path', 'path-reminder', 'task', 'still-right', 'call', 'application', 'review', 'match', 'alumni', 'credential', 'account']), ('mail__in', ['due', 'sent', 'stopped', 'failed'])), name='notices_notice_known_words'), models.CheckConstraint(condition=models.Q(('url__startswith', '/'), models.Q(('url__startswith', '//'), _negated=True)), name='notices_notice_address_of_ours')],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('meeting-changed', 'A meeting of yours or of a group you follow changes'), ('meeting-place', 'Your place in a meeting'), ('meeting-reminder', 'A meeting you go to begins soon'), ('meeting-clash', 'Meetings you arrange clash with others'), ('moderation', 'A text you wrote or look through'), ('path', 'Your steps on a path'), ('path-reminder', 'A reminder of your next step on a path'), ('task', 'A task you took'), ('still-right', 'Whether the page of your group is still right'), ('call', 'A program of yours or of a group you follow takes applications'), ('application', 'Your application to a program'), ('review', 'Applications you read for a program'), ('match', 'Your mentorship'), ('alumni', 'How it goes on after a mentorship'), ('credential', 'A certificate of yours'), ('account', 'Your account and its safety')], max_length=20)),
                ('in_app', models.BooleanField(default=True)),
                ('by_mail', models.BooleanField(default=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notice_preferences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['person', 'kind'],
                'constraints': [models.UniqueConstraint(fields=('person', 'kind'), name='notices_preference_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['meeting-changed', 'meeting-place', 'meeting-reminder', 'meeting-clash', 'moderation', 'path', 'path-reminder', 'task', 'still-right', 'call', 'application', 'review', 'match', 'alumni', 'credential', 'account'])), name='notices_preference_known_kind'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['account']), _negated=True), models.Q(('by_mail', True), ('in_app', True)), _connector='OR'), name='notices_preference_account_stays')],
            },
        ),
    ]
