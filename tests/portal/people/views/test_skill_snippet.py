"""The shared words, as editors keep them in the CMS."""

import pytest

from portal.people.models import Skill, SkillSynonym

URL = "/cms/snippets/people/skill/"


def form(*synonyms, **fields) -> dict:
    rows = {
        f"synonyms-{place}-{name}": value
        for place, text in enumerate(synonyms)
        for name, value in (("text", text), ("id", ""), ("DELETE", ""))
    }
    return {
        "name": "Beekeeping",
        "slug": "beekeeping",
        "area": "community",
        "synonyms-TOTAL_FORMS": len(synonyms),
        "synonyms-INITIAL_FORMS": 0,
        "synonyms-MIN_NUM_FORMS": 0,
        "synonyms-MAX_NUM_FORMS": 1000,
        **rows,
        **fields,
    }


def test_an_editor_adds_a_word_with_its_spellings(as_editor):
    assert as_editor.post(f"{URL}add/", form("Bee-keeper", "APIARY")).status_code == 302

    skill = Skill.objects.get(slug="beekeeping")
    assert list(skill.synonyms.values_list("text", flat=True)) == ["apiary", "bee keeper"]


@pytest.mark.parametrize(("spelling", "owner"), [("K8S", "Kubernetes"), ("rust", "Rust")])
def test_a_spelling_of_another_skill_is_refused_with_its_name(spelling, owner, as_editor):
    response = as_editor.post(f"{URL}add/", form(spelling))

    assert response.status_code == 200
    assert f"“{spelling}” already stands for {owner}." in response.content.decode()
    assert not Skill.objects.filter(slug="beekeeping").exists()


def test_a_name_that_is_a_spelling_of_another_skill_is_refused(as_editor):
    response = as_editor.post(f"{URL}add/", form(name="golang"))

    assert "“golang” already stands for Go." in response.content.decode()


def test_the_same_spelling_twice_in_one_form_is_refused(as_editor):
    response = as_editor.post(f"{URL}add/", form("apiary", "Apiary!"))

    assert response.status_code == 200
    assert not SkillSynonym.objects.filter(text="apiary").exists()


def test_a_skill_is_found_by_a_spelling(as_editor):
    assert "Kubernetes" in as_editor.get(f"{URL}?q=k8s").content.decode()


def test_an_editor_opens_a_skill(as_editor):
    skill = Skill.objects.get(slug="go")

    assert "golang" in as_editor.get(f"{URL}edit/{skill.pk}/").content.decode()
