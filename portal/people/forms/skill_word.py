from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm


class SkillWordForm(WagtailAdminModelForm):
    """Rows of one form know nothing of each other: two that fold to one spelling are told here."""

    def is_valid(self) -> bool:
        is_valid = super().is_valid()
        spellings = self.formsets["synonyms"]
        seen: set[str] = set()
        for row in spellings.forms:
            spelling = row.instance.text
            if spelling and spelling in seen and row not in spellings.deleted_forms:
                row.add_error("text", _("This spelling stands here twice."))
                is_valid = False
            seen.add(spelling)
        return is_valid
