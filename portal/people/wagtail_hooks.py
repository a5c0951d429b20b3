from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Skill


class SkillViewSet(SnippetViewSet):
    """For staff only: snippets have no rights per row, so no group of organizers may get one."""

    model = Skill
    icon = "pick"
    menu_label = _("Skills")
    list_display = ["name", "area"]
    list_filter = ["area"]
    search_fields = ["name", "synonyms__text"]
    panels = [
        FieldPanel("name", help_text=_("What people call it. One ability, not a list.")),
        FieldPanel("slug", help_text=_("Its part of addresses. Keep it once it is used.")),
        FieldPanel("area"),
        InlinePanel(
            "synonyms",
            heading=_("Other spellings"),
            label=_("Spelling"),
            help_text=_(
                "What people type and mean this skill: k8s, golang. Case, points and hyphens do "
                "not matter. A spelling belongs to one skill only."
            ),
            panels=[FieldPanel("text")],
        ),
    ]


register_snippet(SkillViewSet)
