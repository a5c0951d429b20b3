"""The least a Django answer costs: one route, one view, no middleware, no database."""

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, MIDDLEWARE=[], ALLOWED_HOSTS=["127.0.0.1"])
django.setup()


def hello(request):
    return HttpResponse("hello")


urlpatterns = [path("hello/", hello)]
application = WSGIHandler()
