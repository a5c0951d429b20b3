import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Credential',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('mentee', 'Completed a mentorship'), ('mentor', 'Mentored')], max_length=20)),
                ('about', models.CharField(max_length=120)),
                ('title', models.CharField(max_length=300)),
                ('what', models.CharField(max_length=500)),
                ('given_by', models.CharField(max_length=200)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('name', models.CharField(blank=True, max_length=120)),
                ('is_name_shown', models.BooleanField(default=False)),
                ('issued_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_reason', models.CharField(blank=True, max_length=300)),
                ('holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='credentials', to=settings.AUTH_USER_MODEL)),
                ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-issued_at', '-id'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'about', 'holder'), name='credentials_credential_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['mentee', 'mentor']), models.Q(('about', ''), _negated=True), models.Q(('title', ''), _negated=True)), name='credentials_credential_known_words'), models.CheckConstraint(condition=models.Q(('first_day__lte', models.F('last_day'))), name='credentials_credential_days'), models.CheckConstraint(condition=models.Q(('is_name_shown', False), models.Q(('name', ''), _negated=True), _connector='OR'), name='credentials_credential_shows_a_name_there_is'), models.CheckConstraint(condition=models.Q(('holder__isnull', False), ('name', ''), _connector='OR'), name='credentials_credential_name_goes_with_its_holder'), models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_reason', '')), models.Q(('revoked_at__isnull', False), models.Q(('revoked_reason', ''), _negated=True)), _connector='OR'), name='credentials_credential_revoked_for_a_reason')],
            },
        ),
    ]
