import os

from django.core.wsgi import get_wsgi_application

from portal.ops.production import refuse_to_start, unsafe_server

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
refuse_to_start(unsafe_server())
application = get_wsgi_application()
