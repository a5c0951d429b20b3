from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from portal.api import api
from portal.ops import demo_sign_in, export, open_data

urlpatterns = [
    path("styleguide/", include("portal.ui.urls")),
    path("health/", include("portal.ops.urls")),
    path("", include("portal.home.urls")),
    path("", include("initiatives.urls")),
    *export.urlpatterns,
    path("", include("initiatives.onboarding.urls")),
    path("", include("initiatives.contributions.urls")),
    path("", include("initiatives.ladder.urls")),
    path("", include("events.urls")),
    path("", include("mentorship.cohort_life.urls")),
    path("", include("mentorship.alumni.urls")),
    path("", include("mentorship.urls")),
    path("", include("mentorship.equity.urls")),
    path("", include("mentorship.mailings.urls")),
    path("", include("mentorship.proposals.urls")),
    path("", include("mentorship.selection.urls")),
    path("", include("mentorship.review.urls")),
    path("search/", include("portal.search.urls")),
    path("fit/", include("portal.fit.urls")),
    *open_data.urlpatterns,
    path("api/v1/", api.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("portal.people.doors")),
    path("", include("portal.people.urls")),
    path("", include("portal.notices.urls")),
    path("", include("portal.credentials.urls")),
    path("", include("portal.record.urls")),
    *demo_sign_in.urls(),
    path("documents/", include(wagtaildocs_urls)),
    path("cms/", include(wagtailadmin_urls)),
    path("", include(wagtail_urls)),
]
