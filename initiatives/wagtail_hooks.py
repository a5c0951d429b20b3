from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Persona, Topic


class TopicViewSet(SnippetViewSet):
    """For staff only: snippets have no rights per row, so no group of leads may ever get one."""

    model = Topic
    icon = "tag"
    menu_label = _("Topics")
    list_display = ["name", "description"]
    panels = [
        FieldPanel("name", help_text=_("What newcomers call it. Two or three words.")),
        FieldPanel("slug", help_text=_("Its part of filter addresses. Keep it once it is used.")),
        FieldPanel("description", help_text=_("One sentence: what falls under it.")),
        FieldPanel(
            "skills",
            help_text=_(
                "What work on it takes. “What fits me?” shows groups with this topic to who has "
                "one of these skills: few and true is better than many."
            ),
        ),
    ]


class PersonaViewSet(SnippetViewSet):
    """For staff only, as topics are."""

    model = Persona
    icon = "user"
    menu_label = _("Personas")
    list_display = ["name", "description"]
    panels = [
        FieldPanel("name", help_text=_("What these people call themselves.")),
        FieldPanel("slug", help_text=_("Its part of filter addresses. Keep it once it is used.")),
        FieldPanel("description", help_text=_("One sentence: who they are.")),
    ]


register_snippet(TopicViewSet)
register_snippet(PersonaViewSet)
