from django.urls import path

from .views import badge, own, verify

app_name = "credentials"
urlpatterns = [
    path("verify/<str:credential>/", verify.verify, name="verify"),
    path("verify/<str:credential>/badge.json", badge.badge, name="badge"),
    path("badges/", badge.badges, name="badges"),
    path("badges/revoked/<int:number>/", badge.revoked, name="revoked"),
    path(".well-known/did.json", badge.did, name="did"),
    path("me/credentials/", own.mine, name="mine"),
    path("me/credentials/<uuid:public_id>/", own.credential, name="own"),
]
