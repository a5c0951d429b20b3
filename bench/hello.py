"""The least a Django answer costs: one route, one view, no middleware."""

from django.http import HttpResponse
from django.urls import path


def hello(request):
    return HttpResponse("hello")


urlpatterns = [path("hello/", hello)]
