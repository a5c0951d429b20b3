"""Private words and other people's addresses in letters: each one is read by one person alone."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail

from portal.notices.models import Notice
from tests.permissions.letters import write_every_letter

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Who reads which private words, and why that is right.
ENTITLED = {
    ("a-member", "CANARY reason to drop it"): "why what they added is off the agenda",
    ("canary-guest", "canary/"): "the address their own notice leads to",
    ("an-editor", "CANARY draft"): "their own notice: the title of a text they let out",
    ("a-lead", "CANARY reject"): "what the editor wrote to the writer",
    ("a-lead", "CANARY approve"): "the same",
    ("a-mentor", "CANARY reason to decline"): "why they have no place",
    ("a-program-admin", "CANARY reason to look"): "why an administrator read an application",
}
FOLDERS = Path(settings.BASE_DIR) / "templates" / "mail"


@pytest.fixture
def letters(keys, people, client):
    write_every_letter(people=people, keys=keys, browser=type(client))
    return list(mail.outbox)


def parts_of(letter) -> list[str]:
    """Every text of it, decoded: headers but the address it goes to, and both bodies."""
    message = letter.message()
    headers = [f"{name}: {value}" for name, value in message.items() if name != "To"]
    bodies = [words_of(part) for part in message.walk() if part.get_content_maintype() == "text"]
    return headers + bodies


def words_of(part) -> str:
    """Of a calendar without its one attendee, who is the letter's reader, and its own name."""
    said = part.get_payload(decode=True).decode()
    if part.get_content_subtype() != "calendar":
        return said
    lines = re.sub(r"\r?\n ", "", said).splitlines()
    return "\n".join(line for line in lines if not line.startswith(("ATTENDEE", "UID")))


def test_every_kind_of_letter_is_among_them(letters):
    """A new folder of templates needs a flow that sends it."""
    folders = {
        f"{one.parent.parent.name}/{one.parent.name}" for one in FOLDERS.rglob("subject.txt")
    }
    sent = set(Notice.objects.filter(mail="sent").values_list("template", flat=True))
    assert folders - sent == {"people/erase_person"}
    assert {
        "Your account was erased",
        "Please Confirm Your Email Address",
        "Account Already Exists",
        "Unknown Account",
        "Password Reset Email",
    } <= {letter.subject.rpartition("] ")[2] for letter in letters}


def test_private_words_reach_those_they_are_for_and_nobody_else(letters):
    heard = {
        (letter.to[0].partition("@")[0], word.strip())
        for letter in letters
        for part in parts_of(letter)
        for word in re.findall(r'canary[^\n.<"“”]*', part, re.IGNORECASE)
    }
    assert heard == set(ENTITLED)


def test_each_goes_to_one_person_and_names_no_address_but_theirs(letters):
    house = set(ADDRESS.findall(settings.DEFAULT_FROM_EMAIL))
    others = {
        (letter.to[0], found)
        for letter in letters
        for part in parts_of(letter)
        if not part.startswith("Message-ID")
        for found in set(ADDRESS.findall(part)) - house - set(letter.to)
    }
    assert others == set()
    assert {len(letter.to + letter.cc + letter.bcc) for letter in letters} == {1}


def test_a_link_that_opens_an_account_is_in_a_letter_to_its_own_address(letters):
    """And a link that stops letters is the reader's own."""
    keys = {}
    for letter in letters:
        for key in re.findall(
            r"/accounts/(?:confirm-email|password/reset/key)/(\S+)/", letter.body
        ):
            keys.setdefault(key, set()).add(letter.to[0])
    assert {len(readers) for readers in keys.values()} == {1}
    stops = [letter.extra_headers.get("List-Unsubscribe") for letter in letters]
    stops = [stop for stop in stops if stop]
    to_members = Notice.objects.filter(mail="sent", person__isnull=False)
    assert len(stops) == len(set(stops)) == to_members.count()
