from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

register = template.Library()

ACCOUNT_PAGES = [
    (_("Second factor"), "mfa_index"),
    (_("E-mail"), "account_email"),
    (_("Password"), "account_change_password"),
    (_("Sign out"), "account_logout"),
]


@register.simple_tag(takes_context=True)
def account_pages(context) -> list[tuple[str, str, bool]]:
    path = context["request"].path
    return [
        (label, address, path.startswith(address))
        for label, address in ((label, reverse(name)) for label, name in ACCOUNT_PAGES)
    ]
