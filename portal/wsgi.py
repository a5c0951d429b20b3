import os
import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from portal.ops.production import missing_static_manifest, unsafe_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
application = get_wsgi_application()


def refuse_unsafe_production() -> None:
    """A server that is not a developer's (DEBUG off) does not start with an unsafe setting."""
    found = list(unsafe_settings())
    manifest = missing_static_manifest()
    if manifest:
        found.append(manifest)
    if found:
        sys.exit("Not started:\n" + "\n".join(f"  {unsafe}" for unsafe in found))


if not settings.DEBUG:
    refuse_unsafe_production()
