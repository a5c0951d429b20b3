"""Twelve hues of equal lightness; which one a group has is a number, never a colour."""

HUES = range(1, 13)


def hue_class(hue: int | None) -> str:
    if hue is None:
        return ""
    if hue not in HUES:
        raise ValueError(f"A hue is a number from 1 to 12, not {hue!r}.")
    return f"hue-{hue}"
