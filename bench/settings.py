"""Production's settings on a scratch SQLite database; static files by their plain names."""

import os
from pathlib import Path

from portal.settings import *

_folder = Path(os.environ["BENCH_FOLDER"])
DEBUG = False
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["NAME"] = _folder / "portal.sqlite3"
for _name in ("default", "feeds", "pages"):
    CACHES[_name]["LOCATION"] = str(_folder / "cache" / _name)
MEDIA_ROOT = _folder / "media"
STATIC_ROOT = _folder
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
SECURE_SSL_REDIRECT = False
ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
PAGE_CACHE_SECONDS = 600
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
LOGGING["root"]["level"] = "ERROR"
