"""The colour tokens as numbers: read from `tokens.css`, so that the contrast test and the design
system page speak of the colours that are served, not of a copy."""

import math
import re
from dataclasses import dataclass
from functools import cache

from portal.ui.bundle import FOLDER

NUMBER = r"([\d.]+)"
OKLCH = rf"oklch\({NUMBER}% {NUMBER} {NUMBER}\)"
TOKEN = re.compile(rf"--([\w-]+): light-dark\({OKLCH}, {OKLCH}\);")


@dataclass(frozen=True)
class Colour:
    """Oklch: lightness 0 to 1, chroma, hue in degrees."""

    lightness: float
    chroma: float
    hue: float

    def linear(self) -> tuple[float, float, float]:
        """Linear sRGB, outside 0 to 1 when a screen cannot show it (Björn Ottosson's matrices)."""
        a = self.chroma * math.cos(math.radians(self.hue))
        b = self.chroma * math.sin(math.radians(self.hue))
        long = (self.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
        medium = (self.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
        short = (self.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
        return (
            4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
        )

    def is_shown_by_every_screen(self) -> bool:
        return all(-0.005 <= channel <= 1.005 for channel in self.linear())

    def luminance(self) -> float:
        red, green, blue = (min(1.0, max(0.0, channel)) for channel in self.linear())
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2: from 1 to 21."""
    darker, lighter = sorted((one.luminance(), other.luminance()))
    return (lighter + 0.05) / (darker + 0.05)


@cache
def palette() -> dict[str, dict[str, Colour]]:
    """Token name to its colour in the `light` and the `dark`."""
    tokens = (FOLDER / "tokens.css").read_text(encoding="utf-8")
    return {
        name: {"light": _colour(*numbers[:3]), "dark": _colour(*numbers[3:])}
        for name, *numbers in TOKEN.findall(tokens)
    }


def _colour(lightness: str, chroma: str, hue: str) -> Colour:
    return Colour(float(lightness) / 100, float(chroma), float(hue))
