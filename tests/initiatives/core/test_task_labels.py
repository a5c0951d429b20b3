from hypothesis import given
from hypothesis import strategies as st

from initiatives.core.task_labels import DEFAULT_LABELS, LabelFacts, read_labels
from portal.core.fit import ROLES

SKILLS = {"python": "python", "golang": "go"}


def read(*labels, own=()):
    return read_labels(labels, dict(own), roles=ROLES, skill_of=SKILLS.get)


def test_labels_that_ask_for_people_offer_a_task():
    assert read("good first issue") == LabelFacts(is_offered=True, is_for_newcomers=True)
    assert read("Help Wanted") == LabelFacts(is_offered=True)
    assert read("bug", "documentation", "size/S") == LabelFacts(role="docs", size="s")


def test_a_label_that_is_the_name_of_a_skill_asks_for_it():
    assert read("golang", "python", "golang").skills == ("go", "python")


def test_the_groups_own_words_win():
    own = {"help wanted": "", "papercut": "newcomer", "golang": "role:code", "wip": "taken"}
    assert read("help wanted", own=own.items()) == LabelFacts()
    assert read("papercut", "golang", "WIP", own=own.items()) == LabelFacts(
        is_offered=True, is_for_newcomers=True, is_taken=True, role="code"
    )


def test_a_meaning_nobody_knows_says_nothing():
    own = {"a": "role:wizard", "b": "size:xxl", "c": "skill:", "d": "something"}
    assert read("a", "b", "c", "d", own=own.items()) == LabelFacts()


def test_of_two_sizes_the_first_counts():
    assert read("small", "large").size == "s"


@given(st.lists(st.text()), st.dictionaries(st.text(), st.text()))
def test_no_labels_break_it(labels, own):
    facts = read_labels(labels, own, roles=ROLES, skill_of=lambda label: None)
    assert facts.role in {"", *ROLES}
    assert facts.size in {"", "s", "m", "l"}


def test_the_usual_labels_stand_as_they_are_compared():
    assert [label for label in DEFAULT_LABELS if label != " ".join(label.lower().split())] == []
