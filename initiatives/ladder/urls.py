from django.urls import path

from .views import desk, desk_ladder, own, public

app_name = "ladder"
urlpatterns = [
    path("initiatives/<slug:slug>/ladder/", public.page, name="ladder"),
    path("me/ladders/", own.index, name="mine"),
    path("me/ladders/<slug:slug>/", own.page, name="own"),
    path("desk/promotions/", desk.index, name="desk"),
    path("desk/promotions/<uuid:public_id>/", desk.page, name="desk_promotion"),
    path("desk/groups/<slug:slug>/ladder/", desk_ladder.page, name="desk_ladder"),
    path("desk/groups/<slug:slug>/ladder/people/", desk_ladder.people, name="desk_people"),
    path(
        "desk/groups/<slug:slug>/ladder/people/<str:key>/",
        desk_ladder.emeritus,
        name="desk_emeritus",
    ),
]
