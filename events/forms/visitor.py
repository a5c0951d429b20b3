from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kit.readable_fields import LineField

MOST_OTHERS = 100_000


class VisitorForm(forms.Form):
    """Somebody who came and is on no list."""

    name = LineField(label=gettext_lazy("Name"), required=False, max_length=80)
    organisation = LineField(label=gettext_lazy("Organisation"), required=False, max_length=120)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", auto_id="visitor-%s", **kwargs)

    def clean(self):
        good = self.cleaned_data
        if not self.errors and not good["name"] and not good["organisation"]:
            raise forms.ValidationError(_("Give a name or an organisation."))
        return good


class OthersForm(forms.Form):
    number = forms.IntegerField(
        label=gettext_lazy("Others who came, without a name"), min_value=0, max_value=MOST_OTHERS
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", auto_id="others-%s", **kwargs)
