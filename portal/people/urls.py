from django.urls import path

from .views import account, availability, languages, own_data, person, profile, skills

app_name = "people"
urlpatterns = [
    path("people/<slug:handle>/", person.person, name="person"),
    path("me/welcome/", profile.welcome, name="welcome"),
    path("me/profile/", profile.profile, name="profile"),
    path("me/profile/preview/", profile.preview, name="preview"),
    path("me/account/", account.account, name="account"),
    path("me/data/", own_data.own_data, name="own_data"),
    path("me/data/export/", own_data.export, name="export"),
    path("me/data/erase/", own_data.erase, name="erase"),
    path("me/data/erased/", own_data.erased, name="erased"),
    path("me/availability/", availability.availability, name="availability"),
    path("me/languages/", languages.languages, name="languages"),
    path("me/skills/", skills.skills, name="skills"),
    path("me/skills/<slug:slug>/", skills.skill, name="skill"),
]
