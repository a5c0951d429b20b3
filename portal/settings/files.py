from .env import BASE_DIR, DEBUG, VAR_DIR, env

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
FILE_UPLOAD_PERMISSIONS = 0o640

_S3 = "s3://"


def _storage(address: str, **local: object) -> dict[str, object]:
    """`s3://bucket` or `s3://bucket/folder`; without an address the disk, as `local` says."""
    if not address.startswith(_S3):
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": local}
    bucket, _slash, folder = address.removeprefix(_S3).partition("/")
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "location": folder,
            "file_overwrite": False,
            "default_acl": "private",
        },
    }


_media = env("MEDIA_URL_STORAGE", default="")
# What people show to few. No address leads there: a view asks who it is and reads the file.
_private = env(
    "PRIVATE_FILES_STORAGE", default=f"{_media}/private" if _media.startswith(_S3) else ""
)
# Megabytes of a picture somebody shows for a step, as it comes and as it is kept.
EVIDENCE_PICTURE_MB = env.int("EVIDENCE_PICTURE_MB", default=5)
STORAGES = {
    "default": _storage(_media),
    "private": _storage(
        _private,
        location=VAR_DIR / "private",
        base_url="",
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    ),
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_ROOT = BASE_DIR / "portal/ui/root"
