"""Pictures that editors placed, where the portal keeps its own files.

Only renditions: the originals (with the camera's place and date) and the documents in the same
folder have no address here, and a proxy rule for `/media/` would give them one.
"""

from csp.constants import NONE
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

RENDITIONS = "images/"
A_DAY = 24 * 3600


@require_safe
def picture(request, name):
    try:
        response = FileResponse(default_storage.open(RENDITIONS + name))
    except (FileNotFoundError, IsADirectoryError):
        raise Http404 from None
    response._csp_config = {"default-src": [NONE], "sandbox": []}  # noqa: SLF001
    patch_cache_control(response, public=True, max_age=A_DAY)
    return response
