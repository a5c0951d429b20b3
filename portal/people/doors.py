"""Every login door of the frameworks, leading to the one that has limits and a second factor.

Mounted before the frameworks' own routes. Wagtail's login takes a password alone, without limit.
"""

from django.urls import path, re_path
from django.views.generic import RedirectView

to_login = RedirectView.as_view(pattern_name="account_login", query_string=True)
to_password_reset = RedirectView.as_view(url="/accounts/password/reset/")

urlpatterns = [
    path("cms/login/", to_login, name="cms_login_door"),
    re_path("^cms/password_reset/", to_password_reset, name="cms_password_reset_door"),
    path("_util/login/", to_login, name="page_login_door"),
]
