"""An address that whoever wrote it knows again, and nobody else can write to."""

SHOWN = 2


def masked_address(address: str) -> str:
    """ "li…@example.org" """
    local, _, domain = address.rpartition("@")
    return f"{local[:SHOWN]}…@{domain}"
