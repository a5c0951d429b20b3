"""The copy of one's data holds everything of oneself, nothing of others, and no secret."""

import json
from datetime import date

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from portal.kit.models import AuditEntry
from portal.people.actions.own_data import export_person
from portal.people.signals import gather_personal_facts
from tests.portal.people.somebody import somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return somebody()


def copy_of(person) -> dict:
    return json.loads(json.dumps(export_person(person=person, by=person), cls=DjangoJSONEncoder))


def test_it_says_what_it_is(person, now):
    exported = copy_of(person)

    assert (exported["format"], exported["version"]) == ("waymark.personal-data", 1)
    assert exported["exported_at"].startswith("2026-02-02T09:00:00")
    assert list(exported["sections"]) == sorted(exported["sections"])


def test_every_word_of_theirs_is_in_it(person):
    written = json.dumps(copy_of(person))

    for word in (
        *("canary-username", "canary@example.org", "canary-new@example.org", "canary-handle"),
        *("CANARY first", "CANARY last", "CANARY name", "CANARY pronouns", "CANARY about"),
        *("Antarctica/Troll", "Ladder making", "18:30:00", "canary-uid", "CANARY login"),
    ):
        assert word in written


def test_the_sections_of_this_slice(person):
    sections = copy_of(person)["sections"]

    assert sections["disclosures"] == [{"part": "name", "audience": "everyone"}]
    assert sections["languages"] == [{"language": "eo", "level": "fluent"}]
    assert sections["skills"] == [
        {
            "skill__name": "Ladder making",
            "teach_level": 3,
            "learn_level": None,
            "importance": 2,
        }
    ]
    assert sections["availability"] == [{"weekday": 2, "start": "18:30:00", "minutes": 90}]
    assert [factor["type"] for factor in sections["second_factors"]] == ["totp", "recovery_codes"]


def test_no_secret_is_in_it(person):
    assert "CANARYSECRET" not in json.dumps(copy_of(person))
    assert person.password == "" or person.password not in json.dumps(copy_of(person))


def test_the_trail_is_in_it_without_who_else_did_something(person, superuser):
    AuditEntry.objects.create(
        actor=superuser, verb="person.helped", object_type="people.user", object_key=str(person.pk)
    )
    AuditEntry.objects.create(actor=superuser, verb="x", object_type="people.user", object_key="0")

    trail = copy_of(person)["sections"]["trail"]

    assert [(entry["verb"], entry["was_you"]) for entry in trail] == [
        ("profile.saved", True),
        ("profile.disclosed", True),
        ("person.helped", False),
        ("person.exported", True),
    ]


def test_nothing_of_another_person_is_in_it(person, member):
    assert "canary" not in json.dumps(copy_of(member)).lower()


def test_a_slice_adds_its_section_and_rows_to_one_that_exists(person):
    def ladders(sender, person, **kwargs):
        return "ladders", [{"since": date(2026, 1, 1), "rungs": 7}]

    def more_languages(sender, person, **kwargs):
        return "languages", [{"language": "tlh"}]

    for receiver in (ladders, more_languages):
        gather_personal_facts.connect(receiver)
    try:
        sections = copy_of(person)["sections"]
    finally:
        for receiver in (ladders, more_languages):
            gather_personal_facts.disconnect(receiver)

    assert sections["ladders"] == [{"since": "2026-01-01", "rungs": 7}]
    assert [row["language"] for row in sections["languages"]] == ["eo", "tlh"]
