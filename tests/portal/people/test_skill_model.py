import pytest
from django.core.exceptions import ValidationError

from portal.core.fit import ROLES
from portal.people.models import Importance, LearnLevel, Skill, SkillArea, SkillSynonym, TeachLevel

pytestmark = pytest.mark.django_db


@pytest.fixture
def go():
    return Skill.objects.get(slug="go")


def why(refusal) -> list[str]:
    return refusal.value.messages


@pytest.mark.parametrize(
    ("name", "owner"), [("K8S", "Kubernetes"), ("kubernetes", "Kubernetes"), ("Python!", "Python")]
)
def test_a_new_skill_may_not_take_a_spelling_of_another(name, owner):
    with pytest.raises(ValidationError) as refusal:
        Skill(slug="new", name=name).clean()

    assert why(refusal) == [f"“{name}” already stands for {owner}."]


def test_a_name_without_a_letter_is_refused():
    with pytest.raises(ValidationError) as refusal:
        Skill(slug="new", name="!!!").clean()

    assert why(refusal) == ["A name needs a letter or a digit."]


def test_a_skill_may_be_saved_again_and_take_one_of_its_own_spellings(go):
    go.name = "Golang"
    go.clean()


@pytest.mark.parametrize(("text", "owner"), [("K8s", "Kubernetes"), ("Rust", "Rust")])
def test_two_skills_cannot_claim_one_spelling(text, owner, go):
    with pytest.raises(ValidationError) as refusal:
        SkillSynonym(skill=go, text=text).clean()

    assert why(refusal) == [f"“{text}” already stands for {owner}."]


def test_a_spelling_is_kept_folded(go):
    synonym = SkillSynonym(skill=go, text="Gopher-Lang")
    synonym.clean()

    assert synonym.text == "gopher lang"


def test_an_empty_spelling_is_refused(go):
    with pytest.raises(ValidationError) as refusal:
        SkillSynonym(skill=go, text="–").clean()  # a dash somebody typed

    assert why(refusal) == ["A spelling needs a letter or a digit."]


def test_the_areas_of_skills_are_the_kinds_of_work_people_look_for():
    assert set(SkillArea.values) == set(ROLES)


def test_the_levels_are_those_of_the_matching_file():
    assert (TeachLevel.values, LearnLevel.values, Importance.values) == (
        [1, 2, 3, 4, 5],
        [0, 1, 2, 3],
        [1, 2, 3],
    )
