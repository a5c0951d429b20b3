"""Private words and other people's addresses in letters: each one is read by one person alone."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail

from portal.kit.models import AuditEntry
from portal.notices.models import NEVER_STOPPED, Notice
from tests.permissions.letters import write_every_letter

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Who reads which private words, and why that is right.
ENTITLED = {
    ("a-member", "CANARY reason to drop it"): "why what they added is off the agenda",
    ("a-member", "CANARY answer changes"): "what is still wanted of what they showed",
    ("a-member", "CANARY answer not_this"): "the same",
    ("a-member", "CANARY answer accepted"): "what was said of it",
    ("a-member", "CANARY why they would wait"): "why somebody would wait before they are promoted",
    ("a-member", "CANARY answer of a lead: not_yet"): "what is missing before they are promoted",
    ("a-member", "CANARY answer of a lead: granted"): "what was said as they were promoted",
    ("a-organizer", "CANARY words of thanks"): "why they are emeritus",
    ("canary-guest", "canary/"): "the address their own notice leads to",
    ("an-editor", "CANARY draft"): "their own notice: the title of a text they let out",
    ("a-lead", "CANARY reject"): "what the editor wrote to the writer",
    ("a-lead", "CANARY approve"): "the same",
    ("a-mentee", "CANARY words to interview"): "what those who run the program want to talk of",
    ("a-mentee", "CANARY word to a proof"): "what is missing in what they have shown",
    ("a-mentee", "CANARY words to waitlisted"): "what they wrote about the waiting list",
    ("a-mentor", "CANARY reason to decline"): "why they have no place",
    ("canary-read-in-open-program", "CANARY words to talk of"): "what they want to talk of",
    ("canary-read-in-open-program", "CANARY-where"): "where they talk",
    ("a-mentee", "CANARY reason to extend"): "what became of their pair",
    ("a-mentor", "CANARY reason to extend"): "the same",
    ("a-mentor", "CANARY of a profile"): "which mentee, who shows them their paths, got further",
    ("canary-sent-away", "CANARY words"): "why they have not completed the term",
    ("over-mentee-0", "CANARY why revoked"): "why their certificate was revoked",
    ("over-mentee-1", "CANARY why not"): "why they have not completed the term",
    ("a-mentor", "CANARY what to change"): "why their project was given back",
    ("other-mentor", "CANARY what to change"): "the same",
    (
        "a-program-admin",
        "CANARY of a profile was named as one of those who run Open program: they read the applications and decide as you do",
    ): "who else runs the program from now on",
    ("a-program-admin", "CANARY reason to look"): "why an administrator read an application",
} | {
    (reader, f"CANARY of a profile{words}"): "who asks for a rung where they have a say"
    for reader in ("a-lead", "a-mentor", "a-organizer", "canary-confirmer")
    for words in (
        " asks to become",
        " asks to become Helper in Led group",
        " has all that",
        ", Helper",
    )
}
FOLDERS = Path(settings.BASE_DIR) / "templates" / "mail"


@pytest.mark.django_db
@pytest.mark.one_database
def test_each_letter_is_read_by_the_person_it_is_for(keys, people, client):
    """All of them are written once; what each check asks of them stands in its name."""
    write_every_letter(people=people, keys=keys, browser=type(client))
    letters = list(mail.outbox)
    every_kind_of_letter_is_among_them(letters)
    private_words_reach_those_they_are_for_and_nobody_else(letters)
    each_goes_to_one_person_and_names_no_address_but_theirs(letters)
    a_link_that_opens_an_account_is_in_a_letter_to_its_own_address(letters)
    the_trail_holds_no_words_but_those_written_for_it()


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


def every_kind_of_letter_is_among_them(letters):
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


def private_words_reach_those_they_are_for_and_nobody_else(letters):
    heard = {
        (letter.to[0].partition("@")[0], word.strip())
        for letter in letters
        for part in parts_of(letter)
        for word in re.findall(r'canary[^\n.<"“”]*', part, re.IGNORECASE)
    }
    assert heard == set(ENTITLED)


def each_goes_to_one_person_and_names_no_address_but_theirs(letters):
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


def a_link_that_opens_an_account_is_in_a_letter_to_its_own_address(letters):
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
    to_members = to_members.exclude(kind__in=NEVER_STOPPED)
    assert len(stops) == len(set(stops)) == to_members.count()


def the_trail_holds_no_words_but_those_written_for_it():
    said = set(AuditEntry.objects.values_list("verb", "reason"))
    assert {(verb, reason) for verb, reason in said if "canary" in reason.lower()} == {
        ("application.opened", "CANARY reason to look"),
        ("calendar_source.accepted", "CANARY calendar"),
        ("calendar_source.added", "CANARY calendar"),
        ("occurrence.cancelled", "CANARY reason"),
        ("series.imported", "CANARY calendar"),
    }
    assert {reason for _, reason in said if ADDRESS.search(reason)} == set()
