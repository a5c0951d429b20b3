from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks

from .models import PathPage


@hooks.register("before_bulk_action")
def publish_no_path_nobody_can_walk(request, action_type, pages, action_class_instance):
    """The editor's form says what is wrong with a plan; this door has no form."""
    if action_type != "publish":
        return None
    paths = [
        path for page in pages for path in PathPage.objects.descendant_of(page, inclusive=True)
    ]
    drafts = [path.get_latest_revision_as_object() for path in paths]
    if not any(draft.refused for draft in drafts):
        return None
    messages.error(
        request, _("Nobody could walk one of these paths: open it and publish it there.")
    )
    return redirect(action_class_instance.next_url)
