from portal.home.actions.lay_foundation import lay_foundation


def after_migrate(sender, apps, **kwargs):
    """A database migrated only part of the way has no pages to lay yet."""
    if {"homepage", "sitetext"} <= apps.all_models["home"].keys():
        lay_foundation()
