"""Words written for few, and who of the people of a term comes upon them on any page they open."""

import pytest

from tests.permissions.matrix import rows

PEOPLE = ("mentee", "mentor", "program_admin", "superuser")
PLACES = ("/me/mentorship/", "/desk/mentorship/", "/desk/projects/")
ADMIN, BOTH = {"program_admin"}, {"mentee", "mentor"}
# Who wrote them reads them too; of an end, a veto and a place left out nobody but the admin does.
MAY_READ = {
    "CANARY veto": ADMIN,
    "CANARY why it ended": ADMIN,
    "CANARY why they are left out": ADMIN,
    "CANARY reason not to": {"program_admin", "mentor"},
    "CANARY private note": {"mentor"},
    "CANARY shared note": BOTH,
    "CANARY to admins": {"program_admin", "mentee"},
    "CANARY word": ADMIN,
    "CANARY proof": {"program_admin", "mentee"},
    "CANARY answer": ADMIN,
}


@pytest.mark.django_db
def test_words_for_few_are_read_by_these_few_alone(keys, browser_of):
    found = dict.fromkeys(row.address.format(**keys) for row in rows() if row.method == "GET")
    pages = [address for address in found if address.startswith(PLACES)]
    heard: dict[str, set[str]] = {word: set() for word in MAY_READ}
    for role in PEOPLE:
        browser = browser_of(role)
        for address in pages:
            text = browser.get(address).getvalue().decode("utf-8", "replace")
            for word in MAY_READ:
                if word in text:
                    heard[word].add(role)
    strangers = {word: roles - MAY_READ[word] for word, roles in heard.items()}
    assert {word: roles for word, roles in strangers.items() if roles} == {}
    assert {word for word, roles in heard.items() if not roles} == set()
