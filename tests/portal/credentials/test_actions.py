"""Issued once, named by its holder alone, taken back with a reason and given back."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from portal.credentials.actions.credential import (
    AlreadyRevoked,
    NoReason,
    NotRevoked,
    Said,
    issue_credential,
    restore_credential,
    revoke_credential,
)
from portal.credentials.actions.shown_name import NoName, NotTheirs, hide_name, show_name
from portal.credentials.models import Credential
from portal.kit.models import AuditEntry
from portal.notices.models import Notice
from portal.people.actions.erase import erase_person
from portal.people.actions.own_data import export_person
from tests.factories.credentials import CredentialFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

SAID = Said(
    title="Mentorship completed: Rust for all",
    what="completed twelve weeks of mentorship.",
    given_by="Rust for all",
    first_day=date(2026, 4, 6),
    last_day=date(2026, 6, 28),
)


def issue(holder, now, **other):
    told = {"kind": "mentee", "about": "cohort:spring", "said": SAID, "by": None} | other
    return issue_credential(holder=holder, now=now, **told)


def test_the_same_thing_of_the_same_person_is_one_credential(member, now):
    first, again = issue(member, now), issue(member, now)
    assert first == again
    assert issue(UserFactory(), now) != first
    assert issue(member, now, kind="mentor") != first
    assert AuditEntry.objects.filter(verb="credential.issued").count() == 3


def test_it_shows_no_name_before_its_holder_says_so(member, now):
    credential = issue(member, now)
    assert credential.shown_name == ""
    with pytest.raises(NotTheirs):
        show_name(credential=credential, name="Somebody", by=UserFactory())
    with pytest.raises(NoName):
        show_name(credential=credential, name="  ", by=member)
    show_name(credential=credential, name=" Ada of Lovelace ", by=member)
    credential.refresh_from_db()
    assert credential.shown_name == "Ada of Lovelace"
    hide_name(credential=credential, by=member)
    credential.refresh_from_db()
    assert (credential.name, credential.shown_name) == ("", "")


def test_the_trail_never_knows_which_name(member, now):
    show_name(credential=issue(member, now), name="Ada of Lovelace", by=member)
    assert set(AuditEntry.objects.values_list("verb", "reason")) == {
        ("credential.issued", ""),
        ("credential.named", ""),
    }


def test_who_revokes_says_why_and_the_holder_reads_it(member, staff, now):
    credential = issue(member, now)
    with pytest.raises(NoReason):
        revoke_credential(credential=credential, by=staff, reason="  ", now=now)
    with pytest.raises(NotRevoked):
        restore_credential(credential=credential, by=staff, now=now)
    revoke_credential(credential=credential, by=staff, reason="Of another person.", now=now)
    assert not credential.is_valid
    with pytest.raises(AlreadyRevoked):
        revoke_credential(credential=credential, by=staff, reason="Again.", now=now)
    assert not issue(member, now).is_valid
    restore_credential(credential=credential, by=staff, now=now)
    assert (credential.is_valid, credential.revoked_by) == (True, None)
    told = Notice.objects.order_by("pk").values_list("person", "kind", "template")
    assert list(told) == [
        (member.pk, "credential", "credentials/revoke"),
        (member.pk, "credential", "credentials/restore"),
    ]
    assert Notice.objects.first().context["title"] == SAID.title


def test_who_erases_their_account_leaves_a_credential_of_nobody(member, staff, now):
    credential = issue(member, now)
    show_name(credential=credential, name="Ada of Lovelace", by=member)
    erase_person(person=member, by=member)
    left = Credential.objects.get()
    assert (left.holder, left.name, left.is_valid) == (None, "", True)
    revoke_credential(credential=left, by=staff, reason="Of another person.", now=now)
    assert not Notice.objects.filter(template="credentials/revoke").exists()


def test_people_take_their_credentials_along(member, now):
    show_name(credential=issue(member, now), name="Ada of Lovelace", by=member)
    CredentialFactory()
    [row] = export_person(person=member, by=member)["sections"]["credentials"]
    assert (row["title"], row["name"]) == (SAID.title, "Ada of Lovelace")


def test_a_command_takes_one_back(staff):
    one = CredentialFactory()
    said = {"by": staff.username, "reason": "The work was of another person."}
    call_command("revoke_credential", str(one.public_id), **said)
    one.refresh_from_db()
    assert (one.revoked_by, one.revoked_reason) == (staff, said["reason"])
    with pytest.raises(CommandError, match="It was revoked before"):
        call_command("revoke_credential", str(one.public_id), **said)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"credential": "x"}, "x: no certificate is called that"),
        ({"by": "nobody"}, "nobody: nobody has that username"),
        ({"reason": "  "}, "a reason of blanks is none"),
        ({"reason": "x" * 301}, "At most 300 characters"),
    ],
)
def test_the_command_says_what_is_wrong(staff, wrong, why):
    one = CredentialFactory()
    said = {"credential": str(one.public_id), "by": staff.username, "reason": "Why."} | wrong
    with pytest.raises(CommandError, match=why):
        call_command("revoke_credential", said.pop("credential"), **said)
    assert Credential.objects.get().is_valid
