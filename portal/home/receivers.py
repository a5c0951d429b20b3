from django.db.models.signals import post_save
from django.dispatch import receiver

from portal.home.actions.lay_foundation import lay_foundation
from portal.home.models import SiteText
from portal.kit.page_cache import new_edition

NEEDED = {
    ("home", "homepage"),
    ("initiatives", "initiativeindexpage"),
    ("wagtailimages", "image"),
    ("wagtaildocs", "document"),
}


def after_migrate(sender, apps=None, **kwargs):
    """Also after a flush, which names no apps. Half a migration has no tables to lay pages in."""
    if apps is None or all(model in apps.all_models[label] for label, model in NEEDED):
        lay_foundation()


@receiver(post_save, sender=SiteText)
def new_words_on_the_home_page(sender, **kwargs):
    new_edition()
