import django.db.models.deletion
import portal.home.models.news
import portal.kit.fields
import portal.kit.fixed_page
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='ArticlePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('date', models.DateField(default=portal.home.models.news.today, help_text='The day readers see.', verbose_name='date')),
                ('summary', models.CharField(help_text='What happened and why it matters, in one sentence. Shown in the list.', max_length=300, verbose_name='summary')),
                ('body', portal.kit.fields.ProseField(verbose_name='text')),
            ],
            options={
                'verbose_name': 'article',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ContentPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('summary', models.CharField(blank=True, help_text='One sentence below the title, also shown by search engines.', max_length=300, verbose_name='summary')),
                ('body', portal.kit.fields.ProseField(verbose_name='text')),
            ],
            options={
                'verbose_name': 'content page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('body', portal.kit.fields.ProseField(blank=True, help_text='Optional, shown above the news. The sentence at the top and the lines on governance are under Settings → Site texts; meetings and groups come in by themselves.', verbose_name='more text')),
            ],
            options={
                'verbose_name': 'home page',
            },
            bases=(portal.kit.fixed_page.FixedPageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='NewsIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'news',
                'verbose_name_plural': 'news',
            },
            bases=(portal.kit.fixed_page.FixedPageMixin, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='SiteText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sentence', models.CharField(blank=True, help_text='At the top of the home page: what the foundation does, in plain words; best under 80 letters.', max_length=120, verbose_name='the one sentence')),
                ('governance', models.TextField(blank=True, help_text='At most three lines, one thought each: who decides what, and how.', max_length=600, verbose_name='how it is governed')),
                ('governance_url', models.URLField(blank=True, max_length=500, verbose_name='link to the governance documents')),
            ],
            options={
                'verbose_name': 'site texts',
            },
        ),
    ]
