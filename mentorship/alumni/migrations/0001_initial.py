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
            name='Graduation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('graduated', 'Graduated'), ('not', 'Not graduated')], max_length=9)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('decided_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('tells_at', models.DateTimeField()),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='graduation', to='mentorship.application')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mentor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='graduations', to='mentorship.application')),
            ],
            options={
                'ordering': ['decided_at', 'id'],
                'indexes': [models.Index(condition=models.Q(('told_at', None)), fields=['tells_at'], name='alumni_graduation_untold')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'graduated'), ('words', '')), models.Q(('verdict', 'not'), models.Q(('words', ''), _negated=True)), _connector='OR'), name='alumni_graduation_not_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Later',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('months', models.PositiveSmallIntegerField()),
                ('asked_at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, choices=[('here', 'I still contribute here'), ('elsewhere', 'I contribute, but elsewhere'), ('not-now', 'Not at the moment')], max_length=9)),
                ('has_role', models.BooleanField(default=False)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('graduation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='later', to='alumni.graduation')),
            ],
            options={
                'verbose_name_plural': 'later',
                'ordering': ['months', 'id'],
                'constraints': [models.UniqueConstraint(fields=('graduation', 'months'), name='alumni_later_asked_once'), models.CheckConstraint(condition=models.Q(('months__in', (3, 6, 12)), models.Q(models.Q(('answer', ''), ('answered_at', None), ('has_role', False)), models.Q(('answer__in', ['here', 'elsewhere', 'not-now']), ('answered_at__isnull', False)), _connector='OR')), name='alumni_later_known_words')],
            },
        ),
        migrations.CreateModel(
            name='MentorName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('since', models.DateTimeField()),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='mentor_name', to='mentorship.application')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='alumni_mentorname_has_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Showing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('project', models.CharField(blank=True, max_length=160)),
                ('link', models.URLField(blank=True, max_length=300)),
                ('story', models.TextField(blank=True, max_length=400)),
                ('is_shown', models.BooleanField(default=False)),
                ('changed_at', models.DateTimeField()),
                ('graduation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='showing', to='alumni.graduation')),
            ],
            options={
                'ordering': ['name', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='alumni_showing_has_a_name')],
            },
        ),
        migrations.CreateModel(
            name='WishToMentor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField()),
                ('told_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('program', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='mentorship.program')),
            ],
            options={
                'ordering': ['made_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('person', 'program'), name='alumni_wish_once')],
            },
        ),
    ]
