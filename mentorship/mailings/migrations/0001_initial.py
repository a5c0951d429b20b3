import django.db.models.deletion
import django.utils.timezone
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
            name='Mailing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('call-before', 'call-before'), ('call-followers', 'call-followers'), ('drafts', 'drafts'), ('results', 'results'), ('kickoff', 'kickoff')], max_length=14)),
                ('people', models.PositiveIntegerField()),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mailings', to='mentorship.cohort')),
                ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['sent_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('cohort', 'kind'), name='mailings_mailing_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['call-before', 'call-followers', 'drafts', 'results', 'kickoff'])), name='mailings_mailing_known_kind')],
            },
        ),
    ]
