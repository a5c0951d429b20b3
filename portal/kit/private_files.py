"""Files that few may read. No address leads to them: a view asks who it is, and answers with one.

They lie apart from what editors placed, which is public (`portal.home.pictures`).
"""

from csp.constants import NONE
from django.core.files.storage import Storage, storages
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404
from django.utils.cache import patch_cache_control


def private_files() -> Storage:
    return storages["private"]


def carried_away(file: FieldFile, *, name: str, content_type: str) -> FileResponse:
    """To be kept in no cache, and never opened as a page of ours; a page may still draw it as a
    picture. Raises Http404 where there is none."""
    try:
        opened = file.open()
    except (FileNotFoundError, ValueError):
        raise Http404 from None
    response = FileResponse(opened, as_attachment=True, filename=name, content_type=content_type)
    response._csp_config = {"default-src": [NONE], "sandbox": []}  # noqa: SLF001
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, private=True, no_store=True)
    return response
