"""The committed matrix: one row an address and method, one column a role."""

import csv
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROLES = (
    *("anonymous", "member", "mentee", "mentor", "program_admin"),
    *("organizer", "lead", "editor", "superuser"),
)
LOGIN = "/accounts/login/"
FILE = Path(__file__).with_name("matrix.csv")


@dataclass(frozen=True)
class Row:
    """`expected` per role: a status, `login` for the way to the login page, or `> /there/`."""

    url_name: str
    address: str
    method: str
    object: str
    action: str
    expected: dict[str, str]
    note: str

    @property
    def is_public(self) -> bool:
        return self.expected["anonymous"] == "200"


def rows() -> list[Row]:
    with FILE.open(newline="") as file:
        return [
            Row(
                url_name=line["url_name"],
                address=line["address"],
                method=line["method"],
                object=line["object"],
                action=line["action"],
                expected={role: line[role] for role in ROLES},
                note=line["note"],
            )
            for line in csv.DictReader(file)
        ]


def answer(response) -> str:
    """What a response is in the words of the matrix."""
    if response.status_code in {301, 302}:
        path = urlsplit(response["Location"]).path
        return "login" if path == LOGIN else f"> {path}"
    return str(response.status_code)
