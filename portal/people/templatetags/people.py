from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.core import zones

register = template.Library()

ACCOUNT_PAGES = [
    (_("Profile"), "people:profile"),
    (_("Account"), "people:account"),
    (_("Second factor"), "mfa_index"),
    (_("E-mail"), "account_email"),
    (_("Password"), "account_change_password"),
    (_("Your data"), "people:own_data"),
    (_("Sign out"), "account_logout"),
]


@register.simple_tag(takes_context=True)
def account_pages(context) -> list[tuple[str, str, bool]]:
    path = context["request"].path
    return [
        (label, address, path.startswith(address))
        for label, address in ((label, reverse(name)) for label, name in ACCOUNT_PAGES)
    ]


@register.simple_tag
def sign_up_is_open() -> bool:
    return settings.SIGN_UP_OPEN


@register.filter
def place(zone: str) -> str:
    return zones.place(zone)
