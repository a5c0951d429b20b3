"""The portal as gunicorn loads it, without the checks for the open internet."""

import django
from django.core.handlers.wsgi import WSGIHandler

django.setup()
application = WSGIHandler()
