"""A person who left something everywhere: each text of theirs begins with CANARY."""

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from wagtail.log_actions import log as log_action
from wagtail.models import Page

from initiatives.models import Follow
from portal.people.actions.profile import save_profile, set_disclosures
from portal.people.models import AvailabilityWindow, PersonLanguage, PersonSkill, Skill, User
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import UserFactory


def somebody(**facts) -> User:
    person = UserFactory(
        username="canary-username",
        email="canary@example.org",
        first_name="CANARY first",
        last_name="CANARY last",
        **facts,
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    EmailAddress.objects.create(user=person, email="canary-new@example.org")
    save_profile(
        person=person,
        display_name="CANARY name",
        handle="canary-handle",
        pronouns="CANARY pronouns",
        about="CANARY about",
        hours_per_week=17,
        timezone="Antarctica/Troll",
        by=person,
    )
    person.refresh_from_db()
    set_disclosures(person=person, audiences={"name": "everyone"}, by=person)
    PersonLanguage.objects.create(person=person, language="eo", level="fluent")
    skill, _ = Skill.objects.get_or_create(name="Ladder making", slug="ladder-making")
    PersonSkill.objects.create(person=person, skill=skill, teach_level=3)
    AvailabilityWindow.objects.create(person=person, weekday=2, start="18:30", minutes=90)
    TOTP.activate(person, "CANARYSECRET2345")
    RecoveryCodes.activate(person)
    SocialAccount.objects.create(
        user=person, provider="github", uid="canary-uid", extra_data={"login": "CANARY login"}
    )
    group = InitiativeFactory(name="Ladders")
    Follow.objects.create(person=person, initiative=group)
    lead_of(person, group)
    Page.objects.filter(depth=2).update(owner=person)
    log_action(instance=Page.objects.get(depth=2), action="wagtail.edit", user=person)
    log_action(instance=person, action="wagtail.edit")
    signed_in(person)
    return person
