from zlib import crc32

HUES = 12


def hue_of(slug: str) -> int:
    """The colour (1 to 12) a group has until somebody chooses one: always the same for a slug."""
    return crc32(slug.encode()) % HUES + 1
