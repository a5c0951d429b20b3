"""The repository a step speaks of, however it was typed."""

from urllib.parse import urlsplit

from initiatives.core.github_issues import is_repository

HOST = "github.com"


def repository_named(text: str) -> str:
    """`owner/name` in small letters, from that or from an address on GitHub; what is neither stays
    as it was typed, for `is_known` to refuse."""
    typed = text.strip()
    try:
        parts = urlsplit(typed)
    except ValueError:
        return typed
    is_address = parts.scheme in {"http", "https"} and parts.hostname in {HOST, f"www.{HOST}"}
    name = "/".join(parts.path.strip("/").split("/")[:2]) if is_address else typed.strip("/")
    return name.removesuffix(".git").lower()


def is_known(repository: str) -> bool:
    return is_repository(repository)
