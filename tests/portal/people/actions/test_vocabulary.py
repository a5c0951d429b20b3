import pytest
from django.contrib.auth.models import Group

from portal.home.actions.lay_foundation import lay_foundation
from portal.people.actions.vocabulary import first_entries, first_skills, lay_vocabulary, slug_of
from portal.people.models import Skill, SkillArea, SkillSynonym
from portal.people.queries.skills import vocabulary

pytestmark = pytest.mark.django_db


def test_migrate_lays_every_word_of_the_file():
    assert set(Skill.objects.values_list("slug", "name")) == {
        (entry.key, entry.name) for entry in first_entries()
    }
    assert {area for area, _ in first_skills()} == set(SkillArea.values)


def test_what_staff_changed_stays_changed():
    Skill.objects.filter(slug="rust").delete()

    assert lay_vocabulary() == 0
    assert not Skill.objects.filter(slug="rust").exists()


def test_an_emptied_vocabulary_is_laid_anew_with_the_rights_to_it():
    Skill.objects.all().delete()
    Group.objects.get(name="Editors").permissions.filter(codename__endswith="_skill").delete()
    lay_foundation()

    assert Skill.objects.count() == len(first_entries())
    rights = Group.objects.get(name="Editors").permissions.filter(codename__endswith="_skill")
    assert set(rights.values_list("codename", flat=True)) == {
        "add_skill",
        "change_skill",
        "delete_skill",
    }


@pytest.mark.parametrize(
    ("name", "slug"),
    [("C", "c"), ("C++", "cpp"), ("C#", "csharp"), (".NET", "dotnet"), ("Node.js", "nodejs")],
)
def test_signs_stay_told_apart_in_slugs(name, slug):
    assert slug_of(name) == slug


def test_the_words_are_read_in_two_queries_and_follow_a_change(django_assert_num_queries):
    assert vocabulary().find("rustlang") == "rust"
    SkillSynonym.objects.create(skill=Skill.objects.get(slug="rust"), text="oxide")

    with django_assert_num_queries(2):
        assert vocabulary().find("Oxide") == "rust"
