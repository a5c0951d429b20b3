from initiatives.models import Initiative, InitiativeIndexPage, InitiativePage


def start_story(*, initiative: Initiative) -> InitiativePage:
    """The group's page in the CMS, made as an empty draft if nobody has begun one.

    A translation of the page shares the key: the first one made is the one answered.
    """
    written = InitiativePage.objects.filter(translation_key=initiative.translation_key)
    return written.order_by("pk").first() or _draft(initiative)


def _draft(initiative: Initiative) -> InitiativePage:
    page = InitiativePage(live=False, has_unpublished_changes=True)
    page.tell_about(initiative)
    return InitiativeIndexPage.objects.get().add_child(instance=page)
