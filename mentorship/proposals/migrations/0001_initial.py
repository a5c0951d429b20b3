import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('initiatives', '0001_squashed'),
        ('mentorship', '0002_terms_from_call_to_answers'),
        ('people', '0001_squashed'),
    ]

    operations = [
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('closes_on', models.DateField()),
                ('public_on', models.DateField()),
                ('most_of_group', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('most_of_mentor', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('cohort', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='proposal_call', to='mentorship.cohort')),
            ],
            options={
                'ordering': ['-cohort__starts_on', 'cohort__key'],
                'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__lte', models.F('public_on'))), name='proposals_call_dates_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('most_of_group', None), ('most_of_group__gte', 1), _connector='OR'), models.Q(('most_of_mentor', None), ('most_of_mentor__gte', 1), _connector='OR')), name='proposals_call_bounds')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('key', models.SlugField(blank=True, max_length=80)),
                ('title', models.CharField(max_length=160)),
                ('description', models.TextField(blank=True, max_length=6000)),
                ('prerequisites', models.TextField(blank=True, max_length=1500)),
                ('upstream_url', models.URLField(blank=True, max_length=500)),
                ('places', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)])),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Handed in'), ('approved', 'Approved'), ('withdrawn', 'Withdrawn')], default='draft', max_length=9)),
                ('version', models.PositiveIntegerField(default=1)),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('group_approved_at', models.DateTimeField(blank=True, null=True)),
                ('approved_at', models.DateTimeField(blank=True, null=True)),
                ('returned_words', models.TextField(blank=True, max_length=1000)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='proposals.call')),
                ('initiative', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposed_projects', to='initiatives.initiative')),
            ],
            options={
                'ordering': ['title', 'id'],
                'indexes': [models.Index(fields=['call', 'status'], name='proposals_of_call')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('call', 'key'), name='proposals_proposal_key_once'), models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'submitted', 'approved', 'withdrawn']), models.Q(('title', ''), _negated=True), ('places__range', (1, 10))), name='proposals_proposal_known_words'), models.CheckConstraint(condition=models.Q(models.Q(('approved_at__isnull', False), ('status', 'approved')), models.Q(models.Q(('status', 'approved'), _negated=True), ('approved_at', None)), _connector='OR'), name='proposals_proposal_was_approved'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['submitted', 'approved']), _negated=True), ('submitted_at__isnull', False), _connector='OR'), name='proposals_proposal_was_handed_in')],
            },
        ),
        migrations.CreateModel(
            name='ProposalMentor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(blank=True, max_length=254)),
                ('name', models.CharField(blank=True, max_length=160)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentors', to='proposals.proposal')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('proposal', 'person'), name='proposals_mentor_once'), models.UniqueConstraint(condition=models.Q(('address', ''), _negated=True), fields=('proposal', 'address'), name='proposals_mentor_address_once'), models.CheckConstraint(condition=models.Q(('confirmed_at', None), ('person__isnull', False), _connector='OR'), name='proposals_mentor_confirms_in_person'), models.CheckConstraint(condition=models.Q(models.Q(('address', ''), ('person__isnull', False)), models.Q(('person', None), models.Q(models.Q(('address', ''), _negated=True), models.Q(('name', ''), _negated=True), _connector='OR')), _connector='OR'), name='proposals_mentor_is_somebody')],
            },
        ),
        migrations.CreateModel(
            name='ProposalSkill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)])),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='skills', to='proposals.proposal')),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.skill')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('proposal', 'skill'), name='proposals_skill_once'), models.CheckConstraint(condition=models.Q(('level__range', (1, 5))), name='proposals_skill_level_of_the_scale')],
            },
        ),
        migrations.CreateModel(
            name='ProposalStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('deed', models.CharField(choices=[('begun', 'Begun'), ('imported', 'Taken from a list'), ('changed', 'Changed'), ('handed-in', 'Handed in'), ('asked', 'A mentor was asked'), ('confirmed', 'A mentor confirmed'), ('left', 'A mentor left'), ('group-approved', 'Approved by the group'), ('approved', 'Approved by the program'), ('returned', 'Given back to its mentors'), ('withdrawn', 'Withdrawn')], max_length=14)),
                ('parts', models.JSONField(blank=True, default=list)),
                ('cleared', models.BooleanField(default=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='proposals.proposal')),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('deed__in', ['begun', 'imported', 'changed', 'handed-in', 'asked', 'confirmed', 'left', 'group-approved', 'approved', 'returned', 'withdrawn'])), name='proposals_step_known_deed')],
            },
        ),
    ]
