"""A picture somebody shows, drawn anew: its pixels, and nothing else of the file they came in.

The place and the camera, comments, thumbnails and whatever was hidden in the file stay behind.
"""

import io
import struct
from dataclasses import dataclass
from types import MappingProxyType

from PIL import Image, ImageOps

MOST_PIXELS = 25_000_000
# A photo has about ten; each costs a walk over all its pixels, however short it is in the file.
MOST_SCANS = 50
SCAN = b"\xff\xda"
# What a file may be (some cameras write two photos into one, MPO), and what it becomes.
KINDS = MappingProxyType({"PNG": "png", "JPEG": "jpeg", "MPO": "jpeg", "WEBP": "webp"})
BROKEN = (OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, struct.error)


class BadPicture(Exception):
    """Not a picture of a kind that can be drawn anew."""


class TooManyPixels(BadPicture):
    """However small its file is: it would have to be held in full."""


@dataclass(frozen=True)
class Picture:
    kind: str
    data: bytes


def redrawn(file: bytes) -> Picture:
    """Upright, of several the first, in its own kind. Raises BadPicture or TooManyPixels."""
    try:
        with Image.open(io.BytesIO(file), formats=("PNG", "JPEG", "WEBP")) as image:
            kind = KINDS[image.format or ""]
            ask_for_its_size(image, file)
            return Picture(kind, drawn(image, kind))
    except Image.DecompressionBombError as error:
        raise TooManyPixels from error
    except BROKEN as error:
        raise BadPicture from error


def ask_for_its_size(image: Image.Image, file: bytes) -> None:
    """Raises TooManyPixels."""
    is_photo = image.format in {"JPEG", "MPO"}
    is_slow = is_photo and file.count(SCAN) > MOST_SCANS
    if image.width * image.height > MOST_PIXELS or is_slow:
        raise TooManyPixels


def drawn(image: Image.Image, kind: str) -> bytes:
    mode = "RGBA" if image.has_transparency_data and kind != "jpeg" else "RGB"
    pixels = ImageOps.exif_transpose(image).convert(mode)
    pixels.info.clear()
    bare = io.BytesIO()
    pixels.save(bare, kind, quality=90)
    return bare.getvalue()
