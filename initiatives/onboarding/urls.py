from django.urls import path

from .views import desk_evidence, desk_verifiers, journey, library, show

app_name = "onboarding"
urlpatterns = [
    path("paths/", library.index, name="index"),
    path("paths/<slug:slug>/", library.detail, name="path"),
    path("me/paths/", journey.index, name="journeys"),
    path("me/paths/<slug:slug>/", journey.detail, name="journey"),
    path("me/paths/<slug:slug>/newer/", journey.newer, name="newer"),
    path("me/paths/<slug:slug>/show/<slug:key>/", show.page, name="show"),
    path("desk/evidence/", desk_evidence.index, name="desk_evidence"),
    path("desk/evidence/<uuid:public_id>/", desk_evidence.page, name="desk_evidence_page"),
    path("desk/groups/<slug:slug>/evidence/", desk_verifiers.page, name="desk_verifiers"),
]
