import django.contrib.auth.models
import django.contrib.auth.validators
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('people', '0001_initial'), ('people', '0002_profile'), ('people', '0003_handle_in_any_case')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('handle', models.SlugField(blank=True, null=True, unique=True, verbose_name='handle')),
                ('timezone', models.CharField(blank=True, max_length=64, verbose_name='time zone')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'abstract': False,
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('handle'), name='people_user_handle_in_any_case')],
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='AvailabilityWindow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField()),
                ('start', models.TimeField()),
                ('minutes', models.PositiveSmallIntegerField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='availability', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['weekday', 'start'],
                'constraints': [models.UniqueConstraint(fields=('person', 'weekday', 'start'), name='people_availability_starts_once'), models.CheckConstraint(condition=models.Q(('weekday__range', (0, 6)), ('minutes__range', (30, 10080))), name='people_availability_window_of_a_week')],
            },
        ),
        migrations.CreateModel(
            name='PersonLanguage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=10)),
                ('level', models.CharField(choices=[('basic', 'A little'), ('conversation', 'Good enough for a call'), ('fluent', 'Fluent'), ('native', 'First language')], max_length=12)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='languages', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('person', 'language'), name='people_personlanguage_once'), models.CheckConstraint(condition=models.Q(('level__in', ['basic', 'conversation', 'fluent', 'native']), models.Q(('language', ''), _negated=True)), name='people_personlanguage_known_level')],
            },
        ),
        migrations.CreateModel(
            name='Skill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=80, unique=True)),
                ('area', models.CharField(choices=[('code', 'Code'), ('docs', 'Documentation and writing'), ('design', 'Design'), ('translation', 'Translation'), ('community', 'Community and events'), ('policy', 'Policy, law and standards'), ('research', 'Security research'), ('operations', 'Operations and infrastructure'), ('leadership', 'Leading and teaching')], default='code', max_length=12)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('area__in', ['code', 'docs', 'design', 'translation', 'community', 'policy', 'research', 'operations', 'leadership']), models.Q(('slug', ''), _negated=True), models.Q(('name', ''), _negated=True)), name='people_skill_has_a_name_and_area')],
            },
        ),
        migrations.CreateModel(
            name='PersonSkill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('teach_level', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)])),
                ('learn_level', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(3)])),
                ('importance', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(3)])),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='skills', to=settings.AUTH_USER_MODEL)),
                ('skill', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='people', to='people.skill')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('person', 'skill'), name='people_personskill_once'), models.CheckConstraint(condition=models.Q(models.Q(('teach_level', None), ('teach_level__range', (1, 5)), _connector='OR'), models.Q(('learn_level', None), ('learn_level__range', (0, 3)), _connector='OR'), ('importance__range', (1, 3))), name='people_personskill_levels_of_the_scale'), models.CheckConstraint(condition=models.Q(('learn_level', None), ('teach_level', None), _negated=True), name='people_personskill_says_something')],
            },
        ),
        migrations.CreateModel(
            name='SkillSynonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=80, unique=True)),
                ('skill', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='synonyms', to='people.skill')),
            ],
            options={
                'ordering': ['text'],
            },
        ),
        migrations.CreateModel(
            name='Profile',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='profile', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('display_name', models.CharField(blank=True, max_length=120, verbose_name='name')),
                ('pronouns', models.CharField(blank=True, max_length=40, verbose_name='pronouns')),
                ('about', models.TextField(blank=True, max_length=1000, verbose_name='about me')),
                ('hours_per_week', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)], verbose_name='hours a week')),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('hours_per_week', None), ('hours_per_week__range', (1, 60)), _connector='OR'), name='people_profile_hours_of_a_week')],
            },
        ),
        migrations.CreateModel(
            name='Disclosure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('name', 'Name and handle'), ('pronouns', 'Pronouns'), ('about', 'About me'), ('languages', 'Languages'), ('skills', 'Skills'), ('hours', 'Hours a week'), ('timezone', 'Time zone')], max_length=10)),
                ('audience', models.CharField(choices=[('members', 'People who are signed in'), ('everyone', 'Everyone')], max_length=8)),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='disclosures', to='people.profile')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('profile', 'part'), name='people_disclosure_part_once'), models.CheckConstraint(condition=models.Q(('part__in', ['name', 'pronouns', 'about', 'languages', 'skills', 'hours', 'timezone']), ('audience__in', ['members', 'everyone'])), name='people_disclosure_known_words')],
            },
        ),
    ]
