"""Calendar files written by hand, as others write them."""

HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN")


def vevent(*lines: str, uid: str = "one") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"])


def vcalendar(*parts: str) -> bytes:
    return ("\r\n".join([*HEAD, *parts, "END:VCALENDAR"]) + "\r\n").encode()
