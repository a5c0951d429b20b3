from django import forms

from events.models import Kind
from events.queries.filters import Filters
from initiatives.models import Topic
from portal.core.languages import LANGUAGES


class FeedForm(forms.Form):
    """The query of a feed's address. A calendar program can't read a complaint: what is not known
    has no feed, instead of one of everything."""

    kind = forms.ChoiceField(required=False, choices=[("", ""), *Kind.choices])
    tag = forms.ModelChoiceField(Topic.objects.all(), to_field_name="slug", required=False)
    lang = forms.ChoiceField(required=False, choices=[("", ""), *((one, one) for one in LANGUAGES)])
    newcomers = forms.BooleanField(required=False)
    expand = forms.BooleanField(required=False)

    def filters(self) -> Filters:
        said = self.cleaned_data
        return Filters(
            kind=said["kind"],
            newcomers=said["newcomers"],
            tag=said["tag"].slug if said["tag"] else "",
            lang=said["lang"],
        )
