from portal.home.actions.lay_foundation import lay_foundation

NEEDED = {
    ("home", "homepage"),
    ("initiatives", "initiativeindexpage"),
    ("onboarding", "pathindexpage"),
    ("wagtailimages", "image"),
    ("wagtaildocs", "document"),
}


def after_migrate(sender, apps=None, **kwargs):
    """Also after a flush, which names no apps. Half a migration has no tables to lay pages in."""
    if apps is None or all(model in apps.all_models[label] for label, model in NEEDED):
        lay_foundation()
