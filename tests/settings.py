"""The product's own settings, with the few changes a test run needs."""

import os

from portal.settings import *

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "private": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# The routes of providers of accounts; none is configured, so no page offers one.
INSTALLED_APPS += [
    "allauth.socialaccount.providers.github",
    "allauth.socialaccount.providers.openid_connect",
]
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"},
    "feeds": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "feeds"},
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
PAGE_CACHE_SECONDS = 0
TASK_NEW_DAYS = 0  # whoever is made by a test is no newcomer
CHANGE_MAIL_MINUTES = 0  # tests that wait for a mail say so
GITHUB_WEBHOOK_SECRETS = ["the secret that comes", "the secret that goes"]
# Asked once a process: which test pays for the question would depend on their order.
TEMPLATES[0]["OPTIONS"]["context_processors"].remove("portal.ops.demo_site.ribbon")
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, so that a test's threads have connections of their own; two runs never share it.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / f"test-{os.getpid()}.sqlite3")}
LOGGING["root"]["level"] = "WARNING"
