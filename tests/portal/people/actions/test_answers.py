from portal.core.languages import LANGUAGES
from portal.kit.models import AuditEntry
from portal.people.actions.answers import keep_answers
from portal.people.actions.language import MOST_LANGUAGES, set_language
from portal.people.actions.skill import MOST_SKILLS, set_skill
from portal.people.models import Profile, Skill, User

NOTHING = {"skills": (), "languages": (), "hours": None, "timezone": ""}


def keep(member, **answers):
    keep_answers(person=member, by=member, **(NOTHING | answers))


def skills(member) -> set[tuple]:
    return set(member.skills.values_list("skill__slug", "teach_level", "learn_level"))


def test_answers_become_the_profile(member):
    keep(member, skills=["go", "rust"], languages=["ja"], hours=3, timezone="Asia/Tokyo")

    assert skills(member) == {("go", 1, None), ("rust", 1, None)}
    assert list(member.languages.values_list("language", "level")) == [("ja", "conversation")]
    assert Profile.objects.get(person=member).hours_per_week == 3
    assert User.objects.get(pk=member.pk).timezone == "Asia/Tokyo"
    assert AuditEntry.objects.filter(verb="answers.kept", actor=member).count() == 1


def test_what_stands_there_keeps_its_level(member):
    go = Skill.objects.get(slug="go")
    set_skill(person=member, skill=go, teach_level=None, learn_level=2, by=member)
    set_language(person=member, language="ja", level="native", by=member)
    keep(member, skills=["go"], languages=["ja"])

    assert skills(member) == {("go", None, 2)}
    assert list(member.languages.values_list("language", "level")) == [("ja", "native")]


def test_answers_left_out_change_nothing(member):
    Profile.objects.create(person=member, hours_per_week=5, about="Hello")
    User.objects.filter(pk=member.pk).update(timezone="Asia/Tokyo")
    keep(member)

    profile = Profile.objects.get(person=member)
    assert (profile.hours_per_week, profile.about) == (5, "Hello")
    assert User.objects.get(pk=member.pk).timezone == "Asia/Tokyo"


def test_keeping_twice_keeps_once(member):
    for _ in range(2):
        keep(member, skills=["go"], languages=["ja"], hours=3)

    assert skills(member) == {("go", 1, None)}
    assert member.languages.count() == 1


def test_full_lists_take_as_many_as_fit(member):
    slugs = list(Skill.objects.values_list("slug", flat=True))
    keep(member, skills=slugs[: MOST_SKILLS + 5], languages=list(LANGUAGES)[: MOST_LANGUAGES + 5])
    keep(member, skills=slugs, languages=list(LANGUAGES))

    assert (member.skills.count(), member.languages.count()) == (MOST_SKILLS, MOST_LANGUAGES)
