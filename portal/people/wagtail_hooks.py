from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .actions.erase import LastSuperuser, erase_person
from .forms.skill_word import SkillWordForm
from .models import Skill, User


class SkillViewSet(SnippetViewSet):
    """For staff only: snippets have no rights per row, so no group of organizers may get one."""

    model = Skill
    icon = "pick"
    menu_label = _("Skills")
    list_display = ["name", "area"]
    list_filter = ["area"]
    search_fields = ["name", "synonyms__text"]
    edit_handler = ObjectList(
        [
            FieldPanel("name", help_text=_("What people call it. One ability, not a list.")),
            FieldPanel("slug", help_text=_("Its part of addresses. Keep it once it is used.")),
            FieldPanel("area"),
            InlinePanel(
                "synonyms",
                heading=_("Other spellings"),
                label=_("Spelling"),
                help_text=_(
                    "What people type and mean this skill: k8s, golang. Case, points, hyphens do "
                    "not matter. A spelling belongs to one skill only."
                ),
                panels=[FieldPanel("text")],
            ),
        ],
        base_form_class=SkillWordForm,
    )


register_snippet(SkillViewSet)


@hooks.register("before_delete_user")
def erase_instead(request, person: User):
    """The editors' area asks; what is done is the one action that forgets a person everywhere."""
    if request.method == "POST":
        return erase_all(request, [person])
    return None


@hooks.register("before_bulk_action")
def erase_many_instead(request, action_type: str, people: list, action):
    if request.method == "POST" and action_type == "delete" and action.model is User:
        return erase_all(request, people)
    return None


def erase_all(request, people: list[User]):
    if request.user in people:
        raise PermissionDenied
    for person in people:
        try:
            erase_person(person=person, by=request.user)
        except LastSuperuser:
            messages.error(request, _("The last administrator stays."))
    return redirect("wagtailusers_users:index")
