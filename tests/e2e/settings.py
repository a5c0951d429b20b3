"""The portal as `make run` serves it, in a folder of its own."""

import os
from pathlib import Path

from portal.settings import *

_folder = Path(os.environ["E2E_FOLDER"])
DATABASES["default"]["NAME"] = _folder / "portal.sqlite3"
CACHES["default"]["LOCATION"] = str(_folder / "cache")
CACHES["feeds"]["LOCATION"] = str(_folder / "feeds")
MEDIA_ROOT = _folder / "media"
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
WSGI_APPLICATION = None  # ours refuses to serve without DEBUG what is not set up for the internet
