from django import forms
from django.utils.translation import gettext_lazy as _

from events.queries.filters import Filters
from portal.core import zones
from portal.core.years import YEARS
from portal.ui.long_select import LongSelect


class CalendarForm(forms.Form):
    """The calendar's own query string. A value it does not know is said, and narrows nothing."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    initiative = forms.ChoiceField(label=_("Group"), required=False, widget=LongSelect)
    tag = forms.ChoiceField(label=_("Topic"), required=False, widget=LongSelect)
    lang = forms.ChoiceField(label=_("Language"), required=False, widget=LongSelect)
    newcomers = forms.BooleanField(label=_("Open to newcomers"), required=False)
    awake = forms.BooleanField(label=_("When I can come"), required=False)
    tz = forms.CharField(label=_("Time zone"), required=False, max_length=64)
    start = forms.DateField(label=_("From"), required=False, input_formats=["%Y-%m-%d"])

    def __init__(self, *args, kinds, groups, topics, languages, **kwargs):
        super().__init__(*args, auto_id="calendar-%s", label_suffix="", **kwargs)
        self.fields["kind"].choices = [("", _("Every kind")), *kinds]
        self.fields["initiative"].choices = [("", _("Every group")), *groups]
        self.fields["tag"].choices = [("", _("Every topic")), *topics]
        self.fields["lang"].choices = [("", _("Every language")), *languages]

    def clean_tz(self):
        name = self.cleaned_data["tz"]
        if name:
            try:
                zones.zone(name)
            except zones.UnknownZone as error:
                raise forms.ValidationError(str(error)) from error
        return name

    def clean_start(self):
        start = self.cleaned_data["start"]
        if start and start.year not in YEARS:
            raise forms.ValidationError(_("The calendar has no such year."))
        return start

    def filters(self) -> Filters:
        self.is_valid()
        good = self.cleaned_data
        return Filters(
            kind=good.get("kind", ""),
            initiative=good.get("initiative", ""),
            newcomers=good.get("newcomers", False),
            tag=good.get("tag", ""),
            lang=good.get("lang", ""),
        )
