import re
import unicodedata


def slugify(text: str, *, longest: int = 80) -> str:
    """A slug of ASCII letters, digits and single hyphens; empty when nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:longest].strip("-")
