"""The invented people of the demo's cohort, the same on every machine.

Their names and places stand in `demo/people.yaml`; what they know, want and when they are free is
drawn from their names, so that nobody has to write a hundred and thirty profiles.
"""

from collections.abc import Sequence
from datetime import time
from pathlib import Path
from random import Random
from typing import Any

import yaml
from allauth.account.models import EmailAddress
from django.utils.text import slugify

from portal.people.models import (
    AvailabilityWindow,
    LanguageLevel,
    PersonLanguage,
    PersonSkill,
    Profile,
    Skill,
    User,
)

CAST = Path(__file__).parent / "demo" / "people.yaml"
# Skills that go together; everybody has a track and something of another one.
TRACKS = (
    ("Python", "Fuzzing", "Secure coding", "Code review"),
    ("Go", "Kubernetes", "Software supply chain security", "SBOM"),
    ("Rust", "Memory safety", "Fuzzing", "Code review"),
    ("Technical writing", "Documentation", "Plain language", "Git"),
    ("Vulnerability disclosure", "Incident response", "Security training", "Threat modeling"),
    ("Cyber Resilience Act", "Standards work", "Open source licensing", "Policy writing"),
    ("User research", "User experience design", "Accessibility", "Web design"),
    ("Localization", "Translating", "Terminology", "Technical writing"),
    ("Community management", "Conference organizing", "Onboarding newcomers", "Facilitation"),
    ("JavaScript", "TypeScript", "Threat modeling", "Accessibility"),
)
# A mentee's track is one that mentors have, but for the last few, who show what scarcity is.
MENTOR_WEIGHTS = (6, 6, 4, 4, 5, 3, 2, 1, 3, 4)
MENTEE_WEIGHTS = (8, 6, 5, 4, 5, 3, 4, 2, 3, 6)
ABOUT = "Invented for the demo."


def make_cast() -> dict[str, list[User]]:
    """Role → people with whole profiles. Eight statements."""
    people = [
        (role[:-1], name, region)
        for region in yaml.safe_load(CAST.read_text(encoding="utf-8"))
        for role in ("mentors", "mentees")
        for name in region[role]
    ]
    users = User.objects.bulk_create(account(name, region["zone"]) for _, name, region in people)
    cast: dict[str, list[User]] = {"mentor": [], "mentee": []}
    for user, (role, _name, _region) in zip(users, people, strict=True):
        cast[role].append(user)
    rows = [(user, *person) for user, person in zip(users, people, strict=True)]
    Profile.objects.bulk_create(profile(*row) for row in rows)
    PersonLanguage.objects.bulk_create(one for row in rows for one in languages(*row))
    AvailabilityWindow.objects.bulk_create(one for row in rows for one in free_hours(*row))
    skills = {skill.name: skill for skill in Skill.objects.all()}
    PersonSkill.objects.bulk_create(one for row in rows for one in abilities(*row, skills))
    return cast


def cast_name(name: str) -> str:
    """Not “demo-”: only the accounts of a role get a line to sign in by."""
    return f"cast-{slugify(name)}"


def account(name: str, zone: str) -> User:
    """No password, and an address that reaches nobody."""
    user = User(username=cast_name(name), email=address(slugify(name)), timezone=zone)
    user.set_unusable_password()
    return user


def role_account(username: str, role: str, **rights: bool) -> User:
    """The same without a profile: only a one-time link of the demo signs them in."""
    return User.objects.create_user(
        username, address(username), first_name="Demo", last_name=role, **rights
    )


def address(name: str) -> str:
    return f"{name}@example.org"  # RFC 2606: never anybody's


def confirm_addresses() -> None:
    """Of the accounts of a role. The cast is found by an address too, but nobody reads for them:
    a matching that is published would be two hundred letters on the screen. Two statements."""
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True)
        for user in User.objects.filter(username__startswith="demo-")
    )


def drawn(name: str, what: str) -> Random:
    return Random(f"{name}: {what}")  # noqa: S311  # a demo is to be the same, not secret


def profile(user: User, role: str, name: str, region: dict[str, Any]) -> Profile:
    hours = drawn(name, "hours").choice([2, 3, 4, 5, 6])
    return Profile(person=user, display_name=name, about=ABOUT, hours_per_week=hours)


def languages(user: User, role: str, name: str, region: dict[str, Any]) -> Sequence[PersonLanguage]:
    """The first is their own; English, where it is another one, is good enough for a call."""
    levels = [LanguageLevel.NATIVE, LanguageLevel.FLUENT, LanguageLevel.CONVERSATION]
    return [
        PersonLanguage(person=user, language=code, level=level)
        for code, level in zip(region["languages"], levels, strict=False)
    ]


def free_hours(
    user: User, role: str, name: str, region: dict[str, Any]
) -> Sequence[AvailabilityWindow]:
    """Two to four evenings; many a lunch hour or an early morning; half of them the weekend."""
    draw = drawn(name, "free hours")
    evenings = draw.sample(range(5), draw.randint(2, 4))
    start = draw.choice([time(17, 30), time(18), time(19), time(20)])
    windows = [(day, start, draw.choice([120, 150, 180])) for day in sorted(evenings)]
    if draw.random() < 0.6:
        other = draw.choice([time(7), time(8), time(12), time(13)])
        windows += [(day, other, draw.choice([60, 90])) for day in sorted(draw.sample(range(5), 2))]
    if draw.random() < 0.5:
        windows.append((draw.choice([5, 6]), draw.choice([time(9), time(10), time(15)]), 240))
    return [
        AvailabilityWindow(person=user, weekday=day, start=at, minutes=minutes)
        for day, at, minutes in windows
    ]


def abilities(
    user: User, role: str, name: str, region: dict[str, Any], skills: dict[str, Skill]
) -> Sequence[PersonSkill]:
    draw = drawn(name, "skills")
    weights = MENTOR_WEIGHTS if role == "mentor" else MENTEE_WEIGHTS
    [track] = draw.choices(TRACKS, weights)
    own = draw.sample(track, draw.randint(2, 4))
    other = draw.choice([each for each in TRACKS if each is not track])
    own += [each for each in draw.sample(other, draw.randint(0, 2)) if each not in own]
    return [ability(user, role, skills[each], draw) for each in own]


def ability(user: User, role: str, skill: Skill, draw: Random) -> PersonSkill:
    if role == "mentor":
        return PersonSkill(person=user, skill=skill, teach_level=draw.randint(2, 5))
    return PersonSkill(
        person=user,
        skill=skill,
        learn_level=draw.choice([0, 0, 1, 1, 2]),
        importance=draw.randint(1, 3),
    )
