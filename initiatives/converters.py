class GroupPart:
    """A part of a group's page that has a form of its own at the desk."""

    regex = "text|links|people|place|deliverables|sources"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Repository:
    """Owner and name, as GitHub writes them."""

    regex = r"[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
