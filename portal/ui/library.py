"""The one tag library of the design system: `{% load ui %}`.

Every tag takes keyword-only props, so a misspelt or missing prop fails when the template is
compiled, never silently on the page. Tags that stand many times on a page build their HTML with
`format_html` (a quarter of a template's cost); the others fill `templates/ui/<name>.html`.
"""

from django.template import Library
from django.template.loader import get_template
from django.utils.safestring import SafeString

register = Library()


def fill(name: str, /, **props: object) -> SafeString:
    return get_template(f"ui/{name}.html").render(props)
