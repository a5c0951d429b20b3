import pytest

from portal.kit.models import AuditEntry
from portal.people.actions.skill import (
    MOST_SKILLS,
    SaysNothing,
    TooManySkills,
    remove_skill,
    set_skill,
)
from portal.people.models import PersonSkill, Skill


@pytest.fixture
def rust(db):
    return Skill.objects.get(slug="rust")


def said(member) -> list[tuple]:
    return list(
        PersonSkill.objects.filter(person=member).values_list(
            "skill__slug", "teach_level", "learn_level", "importance"
        )
    )


def test_a_skill_is_put_on_the_list_and_changed_in_place(member, rust):
    set_skill(person=member, skill=rust, teach_level=4, learn_level=None, by=member)
    set_skill(person=member, skill=rust, teach_level=None, learn_level=0, importance=3, by=member)

    assert said(member) == [("rust", None, 0, 3)]
    assert AuditEntry.objects.filter(verb="skill.set", actor=member).count() == 2


def test_neither_to_teach_nor_to_learn_is_refused(member, rust):
    with pytest.raises(SaysNothing):
        set_skill(person=member, skill=rust, teach_level=None, learn_level=None, by=member)

    assert said(member) == []


def test_a_full_list_takes_no_other_skill_but_changes_its_own(member, rust):
    others = Skill.objects.exclude(slug="rust")[:MOST_SKILLS]
    for skill in others:
        set_skill(person=member, skill=skill, teach_level=1, learn_level=None, by=member)

    with pytest.raises(TooManySkills):
        set_skill(person=member, skill=rust, teach_level=1, learn_level=None, by=member)

    set_skill(person=member, skill=others[0], teach_level=2, learn_level=None, by=member)
    assert len(said(member)) == MOST_SKILLS


def test_removing_says_whether_it_was_there(member, rust):
    set_skill(person=member, skill=rust, teach_level=4, learn_level=None, by=member)

    assert remove_skill(person=member, skill=rust, by=member) is True
    assert remove_skill(person=member, skill=rust, by=member) is False
    assert said(member) == []
    assert AuditEntry.objects.filter(verb="skill.removed").count() == 1
