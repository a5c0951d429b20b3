from collections.abc import Mapping
from dataclasses import dataclass

from portal.people.models import Audience, Disclosure, Part, Profile, User

from .languages import language_name


@dataclass(frozen=True)
class ShownProfile:
    """What one audience sees of a person; what they do not show is empty."""

    name: str
    handle: str
    is_public: bool
    pronouns: str = ""
    about: str = ""
    hours_per_week: int | None = None
    timezone: str = ""
    languages: tuple[tuple[str, str], ...] = ()
    teaches: tuple[str, ...] = ()
    learns: tuple[str, ...] = ()

    @property
    def is_bare(self) -> bool:
        return self == ShownProfile(self.name, self.handle, self.is_public)


def profile_of(*, person: User) -> Profile:
    """Not stored yet when the person has written nothing."""
    return Profile.objects.filter(person=person).first() or Profile(person=person)


def is_new(*, person: User) -> bool:
    return not Profile.objects.filter(person=person).exists()


def has_told_anything(*, person: User) -> bool:
    """A name or some words; an empty profile tells nothing."""
    told = Profile.objects.filter(person=person).exclude(display_name="", about="")
    return told.exists()


def audiences_of(*, person: User) -> dict[str, str]:
    """The audience of each part that somebody else sees."""
    return dict(Disclosure.objects.filter(profile=person.pk).values_list("part", "audience"))


def parts_shown(audiences: Mapping[str, str], audience: str) -> frozenset[str]:
    """Nothing at all without the name, which stands on top of everything else.

    Who is signed in sees what everyone sees, too.
    """
    wide_enough = {Audience.EVERYONE, audience}
    shown = frozenset(part for part, widest in audiences.items() if widest in wide_enough)
    return shown if Part.NAME in shown else frozenset()


def shown_profile(*, person: User, audience: str) -> ShownProfile | None:
    """None when the person shows this audience nothing. At most four queries."""
    audiences = audiences_of(person=person)
    shown = parts_shown(audiences, audience)
    if not shown:
        return None
    profile = profile_of(person=person)
    skills = list(person.skills.select_related("skill")) if Part.SKILLS in shown else []
    return ShownProfile(
        name=profile.display_name or person.handle or "",
        handle=person.handle or "",
        is_public=audiences[Part.NAME] == Audience.EVERYONE,
        pronouns=profile.pronouns if Part.PRONOUNS in shown else "",
        about=profile.about if Part.ABOUT in shown else "",
        hours_per_week=profile.hours_per_week if Part.HOURS in shown else None,
        timezone=person.timezone if Part.TIMEZONE in shown else "",
        languages=languages_of(person) if Part.LANGUAGES in shown else (),
        teaches=tuple(one.skill.name for one in skills if one.teach_level is not None),
        learns=tuple(one.skill.name for one in skills if one.learn_level is not None),
    )


def languages_of(person: User) -> tuple[tuple[str, str], ...]:
    return tuple(
        (language_name(one.language), one.get_level_display()) for one in person.languages.all()
    )
