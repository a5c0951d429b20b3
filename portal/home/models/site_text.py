from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

GOVERNANCE_LINES = 3


@register_setting(icon="doc-full")
class SiteText(BaseGenericSetting):
    """The few words every page may need. The foundation's name comes from the environment."""

    sentence = models.CharField(
        _("the one sentence"),
        max_length=120,
        blank=True,
        help_text=_(
            "At the top of the home page: what the foundation does, in plain words; "
            "best under 80 letters."
        ),
    )
    governance = models.TextField(
        _("how it is governed"),
        max_length=600,
        blank=True,
        help_text=_("At most three lines, one thought each: who decides what, and how."),
    )
    governance_url = models.URLField(
        _("link to the governance documents"), max_length=500, blank=True
    )

    panels = [FieldPanel("sentence"), FieldPanel("governance"), FieldPanel("governance_url")]

    class Meta:
        verbose_name = _("site texts")

    @property
    def governance_lines(self) -> list[str]:
        return [line.strip() for line in self.governance.splitlines() if line.strip()]

    def clean(self):
        super().clean()
        if len(self.governance_lines) > GOVERNANCE_LINES:
            raise ValidationError({"governance": _("Three lines at most.")})

    @property
    def sentence_or_default(self) -> str:
        return self.sentence or _("Find your place in the open-source work of %(foundation)s.") % {
            "foundation": settings.FOUNDATION_NAME
        }
