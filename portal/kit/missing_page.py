from django.conf import settings
from django.http import Http404
from django.views.defaults import page_not_found


def missing_page(get_response):
    """With DEBUG, too, a wrong address shows our own page: the demo is read by strangers.

    Without DEBUG Django does so by itself, after every other middleware had its say.
    """

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        if settings.DEBUG and isinstance(exception, Http404):
            return page_not_found(request, exception)
        return None

    middleware.process_exception = process_exception
    return middleware
