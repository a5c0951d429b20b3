from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString

from portal.ui.library import fill, register


@register.simple_tag
def form_errors(*, form: BaseForm, focus: bool = True) -> SafeString:
    """What to correct, each line a link to its field; takes the focus when the page opens.

    `focus` is off only where a form with errors is not the answer to the reader.
    """
    if not form.errors:
        return SafeString("")
    return fill(
        "form_errors",
        focus=focus,
        general=form.non_field_errors(),
        wrong=[field for field in form if field.errors],
    )


@register.simple_tag
def field(*, field: BoundField) -> SafeString:
    return field.as_field_group()
