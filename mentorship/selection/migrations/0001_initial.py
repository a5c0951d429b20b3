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
            name='MentorList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('handed_in_at', models.DateTimeField(blank=True, null=True)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('mentor', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='mentor_list', to='mentorship.application')),
            ],
        ),
        migrations.CreateModel(
            name='Way',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('selects', models.CharField(choices=[('engine', 'The matching'), ('mixed', 'Mentors rank, the matching assigns'), ('mentors', 'The mentors')], max_length=7)),
                ('cohort', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='selection_way', to='mentorship.cohort')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('selects__in', ['engine', 'mixed', 'mentors'])), name='selection_way_known')],
            },
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said', models.CharField(choices=[('listed', 'On the list'), ('rather_not', 'Rather not'), ('conflict', 'A conflict of interest')], max_length=10)),
                ('place', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('judged_at', models.DateTimeField(blank=True, null=True)),
                ('is_kept_apart', models.BooleanField(default=False)),
                ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mentee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mentorship.application')),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='words_on_applicants', to='mentorship.application')),
            ],
            options={
                'ordering': ['mentor', 'place', 'said_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('mentor', 'mentee'), name='selection_word_once'), models.UniqueConstraint(fields=('mentor', 'place'), name='selection_place_once'), models.CheckConstraint(condition=models.Q(models.Q(('place__gte', 1), ('reason', ''), ('said', 'listed')), models.Q(('place', None), ('said__in', ['rather_not', 'conflict']), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='selection_word_whole')],
            },
        ),
    ]
