from django.urls import path

from .views import availability

app_name = "people"
urlpatterns = [
    path("me/availability/", availability.availability, name="availability"),
]
