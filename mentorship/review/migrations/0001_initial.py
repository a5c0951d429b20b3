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
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('readers_each', models.PositiveSmallIntegerField(default=2)),
                ('due_on', models.DateField()),
                ('begun_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('cohort', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='review', to='mentorship.cohort')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('readers_each__range', (2, 4))), name='review_never_by_one_alone')],
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('asks', models.CharField(max_length=300)),
                ('weight', models.PositiveSmallIntegerField(default=1)),
                ('low', models.CharField(max_length=160)),
                ('middle', models.CharField(blank=True, max_length=160)),
                ('high', models.CharField(max_length=160)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='criteria', to='review.review')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('review', 'name'), name='review_criterion_once'), models.CheckConstraint(condition=models.Q(('weight__range', (1, 10)), models.Q(('name', ''), _negated=True), models.Q(('asks', ''), _negated=True)), name='review_criterion_asks_something')],
            },
        ),
        migrations.CreateModel(
            name='Reviewer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('most', models.PositiveSmallIntegerField()),
                ('organisation', models.CharField(blank=True, max_length=160)),
                ('named_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('left_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviewers', to='review.review')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('review', 'person'), name='review_reviewer_once'), models.CheckConstraint(condition=models.Q(('most__range', (1, 200))), name='review_reviewer_reads_some')],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('assigned_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('marks', models.JSONField(blank=True, default=dict)),
                ('to_fellows', models.TextField(blank=True, max_length=2000)),
                ('to_admins', models.TextField(blank=True, max_length=2000)),
                ('result', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('given_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ending', models.CharField(blank=True, choices=[('conflict', 'A conflict of interest'), ('left', 'The reader stepped down')], max_length=8)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='mentorship.application')),
                ('reviewer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='review.reviewer')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('application', 'reviewer'), name='review_reading_once'), models.CheckConstraint(condition=models.Q(models.Q(('given_at', None), ('result', None)), models.Q(('given_at__isnull', False), ('result__range', (100, 500))), _connector='OR'), name='review_reading_given_with_a_result'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ending', '')), models.Q(('ended_at__isnull', False), ('ending__in', ['conflict', 'left'])), _connector='OR'), name='review_reading_ended_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Conflict',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('employer', 'We have the same employer or school'), ('knows', 'We are friends, family or a couple'), ('worked', 'We work together, or did'), ('chosen', 'They want me as their mentor'), ('other', 'Something else'), ('paired', 'They were paired before'), ('applies', 'They apply themselves')], max_length=8)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('declared_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='conflicts', to='mentorship.application')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('application', 'person'), name='review_conflict_once'), models.CheckConstraint(condition=models.Q(('kind__in', ('employer', 'knows', 'worked', 'chosen', 'other'))), name='review_conflict_that_people_say')],
            },
        ),
        migrations.CreateModel(
            name='Interview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('minutes', models.PositiveSmallIntegerField(default=30)),
                ('where', models.CharField(max_length=300)),
                ('proposed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='interview', to='mentorship.application')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('minutes__range', (10, 120)), models.Q(('where', ''), _negated=True)), name='review_interview_takes_a_while')],
            },
        ),
        migrations.CreateModel(
            name='InterviewNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=4000)),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='interview_notes', to='mentorship.application')),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['written_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('application', 'author'), name='review_note_once')],
            },
        ),
        migrations.CreateModel(
            name='EarlierScore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('marks', models.JSONField()),
                ('to_fellows', models.TextField(blank=True, max_length=2000)),
                ('to_admins', models.TextField(blank=True, max_length=2000)),
                ('result', models.PositiveSmallIntegerField()),
                ('reason', models.TextField(max_length=500)),
                ('revised_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reading', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='earlier', to='review.reading')),
            ],
            options={
                'ordering': ['revised_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), ('result__range', (100, 500))), name='review_earlier_score_with_a_reason')],
            },
        ),
    ]
