from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.models import LinkCheck, LinkState
from initiatives.queries.dead_sources import DeadSource


class SourcesForm(forms.Form):
    """A line for each text whose address no longer answers."""

    def __init__(self, *args: Any, dead: Iterable[DeadSource]) -> None:
        super().__init__(*args)
        self.dead = {f"address_{one.pk}": one for one in dead}
        for name, one in self.dead.items():
            self.fields[name] = forms.URLField(
                max_length=500,
                required=False,
                assume_scheme="https",
                initial=one.url,
                label=", ".join(one.titles) or _("A text without a title"),
                help_text=_("Where it stands now. Empty: nowhere any more."),
            )

    def clean(self) -> None:
        said = {name: url for name, url in self.cleaned_data.items() if name in self.changed_data}
        known = LinkCheck.objects.filter(state=LinkState.DEAD, url__in=said.values())
        dead = set(known.values_list("url", flat=True))
        for name, url in said.items():
            if url in dead:
                self.add_error(name, _("This one does not answer either."))

    def moved(self) -> dict[str, str]:
        return {self.dead[name].url: self.cleaned_data[name] for name in self.changed_data}
