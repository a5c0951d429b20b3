from django import forms
from django.utils.translation import gettext_lazy as _

from events.forms.https_field import HttpsField
from events.models.agenda_item import LONGEST_TOPIC, MOST_MINUTES
from portal.kit.readable_fields import LineField


class AgendaItemForm(forms.Form):
    """Something to talk about."""

    title = LineField(
        label=_("What to talk about"),
        max_length=LONGEST_TOPIC,
        help_text=_("One line, as a question if you can: everybody can read it."),
    )
    minutes = forms.IntegerField(
        label=_("Minutes it needs"), required=False, min_value=1, max_value=MOST_MINUTES
    )
    link = HttpsField(label=_("Link to read before"), max_length=500)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", auto_id="item-%s", **kwargs)


class DropForm(forms.Form):
    reason = LineField(label=_("Why"), max_length=300)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", auto_id=False, **kwargs)
