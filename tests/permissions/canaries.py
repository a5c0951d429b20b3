"""Words planted in private fields, and who reads which of them where."""

import csv
import re
from pathlib import Path
from urllib.parse import unquote

FILE = Path(__file__).with_name("canaries.csv")
READERS = Path(__file__).with_name("readers.csv")
# With the word after it, which says what it was planted in. Not the islands of the zone.
WORD = re.compile(r"(?:CANARY|canary)[A-Za-z]*(?:[ -][a-z]+)?")


def sung(response, *, asked: str) -> set[str]:
    """Words in what a role got, names of files and where they are sent on to among it; who asks for
    an address knows what stands in it."""
    body = response.getvalue() if response.streaming else response.content
    heads = "\n".join(unquote(value) for value in response.headers.values())
    path = asked.partition("?")[0]
    text = heads.replace(asked, "") + body.decode("utf-8", "replace")
    return set(WORD.findall(text.replace(path, "")))


def may_read() -> dict[str, set[str]]:
    """Word → roles it is for, whatever page they meet it on, as `readers.csv` declares and says
    why."""
    with READERS.open(newline="") as file:
        return {line["word"]: set(line["roles"].split()) for line in csv.DictReader(file)}


def readable(role: str) -> set[tuple[str, str]]:
    """Names of addresses with the words this role reads there."""
    with FILE.open(newline="") as file:
        return {
            (line["url_name"], word)
            for line in csv.DictReader(file)
            if role in line["roles"].split()
            for word in line["words"].split("|")
        }
