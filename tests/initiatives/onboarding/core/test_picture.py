"""A picture is drawn anew: what it shows stays, all else of its file does not."""

import io
import struct
import zlib
from random import Random

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from initiatives.onboarding.core.picture import BadPicture, TooManyPixels, redrawn

GPS = 0x8825
ORIENTATION = 0x0112
MAKER = 0x010F


def file_of(image: Image.Image, kind: str, **told) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **told)
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def halves(mode: str = "RGB") -> Image.Image:
    """Red above blue, twice as wide as high."""
    image = Image.new(mode, (64, 32), "red")
    image.paste("blue", (0, 16, 64, 32))
    return image


def exif(**told) -> Image.Exif:
    noted = Image.Exif()
    noted[MAKER] = "SECRET camera"
    noted[GPS] = {1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)}
    noted[ORIENTATION] = told.get("orientation", 1)
    return noted


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_of(width: int, height: int) -> bytes:
    """A few bytes that say how large a picture they are, and hold none of it."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


class TestWhatIsKept:
    @pytest.mark.parametrize(("kind", "as_"), [("PNG", "png"), ("JPEG", "jpeg"), ("WEBP", "webp")])
    def test_each_kind_stays_what_it_is_and_shows_what_it_showed(self, kind, as_):
        picture = redrawn(file_of(halves(), kind))
        again = opened(picture.data).convert("RGB")
        assert (picture.kind, again.format or kind, again.size) == (as_, kind, (64, 32))
        red, blue = again.getpixel((32, 4)), again.getpixel((32, 28))
        assert (red[0] > 240, red[2] < 15) == (blue[2] > 240, blue[0] < 15) == (True, True)

    def test_two_photos_in_one_file_are_the_first(self):
        both = file_of(halves(), "MPO", save_all=True, append_images=[Image.new("RGB", (9, 9))])
        picture = redrawn(both)
        assert (picture.kind, opened(picture.data).size) == ("jpeg", (64, 32))
        assert opened(picture.data).format == "JPEG"

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
    def test_however_its_colours_are_written(self, mode):
        image = Image.new(mode, (8, 8))
        assert opened(redrawn(file_of(image, "PNG")).data).size == (8, 8)

    def test_what_one_can_see_through_stays_so(self):
        glass = Image.new("RGBA", (8, 8), (255, 0, 0, 0))
        assert opened(redrawn(file_of(glass, "PNG")).data).getpixel((0, 0))[3] == 0

    def test_printers_colours_become_those_of_a_screen(self):
        assert opened(redrawn(file_of(Image.new("CMYK", (8, 8)), "JPEG")).data).mode == "RGB"

    def test_it_stands_upright(self):
        turned = opened(redrawn(file_of(halves(), "JPEG", exif=exif(orientation=6))).data)
        assert turned.size == (32, 64)


class TestWhatStaysBehind:
    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
    def test_the_place_and_the_camera(self, kind):
        photo = file_of(
            halves(), kind, exif=exif(), xmp=b"<x>SECRET xmp</x>", icc_profile=b"SECRET"
        )
        assert b"SECRET camera" in photo
        data = redrawn(photo).data
        assert b"SECRET" not in data
        assert (dict(opened(data).getexif()), "icc_profile" in opened(data).info) == ({}, False)

    def test_comments_and_texts(self):
        told = PngInfo()
        told.add_text("Comment", "SECRET words")
        told.add_itxt("XML:com.adobe.xmp", "SECRET words")
        photo = file_of(halves(), "JPEG", comment=b"SECRET words")
        for file in (photo, file_of(halves(), "PNG", pnginfo=told)):
            assert b"SECRET words" in file
            assert b"SECRET words" not in redrawn(file).data

    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
    def test_what_was_hung_on_behind(self, kind):
        file = file_of(halves(), kind) + b"<script>alert(1)</script>PK\x03\x04"
        assert b"<script>" in file
        assert b"<script>" not in redrawn(file).data


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        "file",
        [
            b"",
            b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)",
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            b"<!doctype html><script>alert(1)</script>",
            b"%PDF-1.7 /OpenAction",
            b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
            b"\x89PNG\r\n\x1a\n<script>alert(1)</script>",
            b"\xff\xd8\xff<script>alert(1)</script>",
            b"RIFF\x10\x00\x00\x00WEBPVP8 nothing",
            file_of(Image.new("RGB", (8, 8)), "GIF"),
            file_of(Image.new("RGB", (8, 8)), "TIFF"),
            file_of(Image.new("RGB", (8, 8)), "BMP"),
            file_of(halves(), "JPEG")[:-200],
            file_of(halves(), "PNG")[:60],
            png_of(0, 9),
        ],
        ids=lambda file: repr(file[:12]),
    )
    def test_what_is_no_such_picture_whatever_it_is_called(self, file):
        with pytest.raises(BadPicture):
            redrawn(file)

    @pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
    @pytest.mark.parametrize("size", [(5001, 5000), (12_000, 9_000), (60_000, 60_000)])
    def test_a_small_file_that_would_be_huge(self, size):
        file = png_of(*size)
        assert len(file) < 100
        with pytest.raises(TooManyPixels):
            redrawn(file)

    def test_a_photo_of_thousands_of_passes(self):
        photo = file_of(halves(), "JPEG", progressive=True)
        assert redrawn(photo).kind == "jpeg"
        with pytest.raises(TooManyPixels):
            redrawn(photo[:-2] + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" * 60 + photo[-2:])

    @pytest.mark.filterwarnings("ignore::UserWarning")
    def test_nothing_else_is_raised_by_what_was_broken_on_the_way(self):
        chance = Random(27)
        whole = [file_of(halves(), kind, exif=exif()) for kind in ("PNG", "JPEG", "WEBP")]
        for _try in range(300):
            broken = bytearray(chance.choice(whole))
            for _byte in range(chance.randint(1, 12)):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            try:
                picture = redrawn(bytes(broken))
            except BadPicture:
                continue
            assert opened(picture.data).format == picture.kind.upper()
