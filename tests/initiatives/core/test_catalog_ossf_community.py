"""The data folder of ossf/community: membership by file, claims that wait."""

import pytest

from initiatives.core.catalog_entry import (
    ChannelEntry,
    DeliverableEntry,
    LeftOut,
    ParentEntry,
    PersonaEntry,
    QuestionEntry,
    SourceEntry,
)
from initiatives.core.catalog_file import read_catalog
from initiatives.core.catalog_report import FileRefused

PERSONAS = """\
- {id: baker, name: Baker, short: B, icon: fa-b, summary: You bake.}
- {id: eater, name: Eater, short: E, icon: fa-e, summary: You eat.}
"""
PROBLEMS = "- {id: hunger, name: Hunger, short: H, icon: fa-h, summary: Not enough.}\n"
CATEGORIES = """\
- {id: tooling, name: Tooling, description: Does work.}
- {id: specification, name: Specification, description: Says how.}
"""
STAGES = "- {id: oven, name: In the oven, description: Hot.}\n"
GOVERNANCE = """\
bodies:
- {id: tac, name: Council, url: 'https://example.org/tac', kind: working-group}
"""
BREAD = """\
working_group:
  id: bread
  name: Bread
  url: https://example.org/groups
  kind: working-group
  categories: [governance]
projects:
- id: loaf
  name: Loaf
  url: https://github.com/bakers/loaf
  openssf_url: https://example.org/projects/loaf
  insights: https://github.com/bakers/loaf/blob/main/SECURITY-INSIGHTS.yml
  description: Bakes.
  kind: project
  categories: [tooling, specification]
  sdlc_stages: [oven]
  supply_chain_actors: [eater]
  personas:
  - {id: eater, note: Eats it.}
  problems:
  - {id: hunger, note: Ends it.}
  threats:
  - {id: burnt, status: confirmed}
  - {id: stale, status: needs-review, note: confirm with bakers}
  cell_synopses:
  - {stage: oven, actor: eater, status: needs-review, text: Waits.}
  relationships:
  - {kind: produces, target: crumbs, status: confirmed}
  compatible_with: [toast]
  lfx_id: 42
"""
UNCATEGORIZED = """\
projects:
- {id: toast, name: Toast, url: 'https://example.org/groups', kind: project,
   categories: [tooling]}
"""
FOLDER = {
    "definitions/categories.yml": CATEGORIES,
    "definitions/personas.yml": PERSONAS,
    "definitions/problems.yml": PROBLEMS,
    "definitions/sdlc_stages.yml": STAGES,
    "governance.yml": GOVERNANCE,
    "navigation.yml": "- {title: Home, url: /}\n",
    "working-groups/bread.yml": BREAD,
    "working-groups/uncategorized.yml": UNCATEGORIZED,
}
TOLD = {
    "source": "ossf/community working-groups/bread.yml",
    "source_url": "https://github.com/ossf/community",
}
ASK = "A list of the foundation says this and waits for a review. Is it right?"


def read(**changed: str):
    files = {**FOLDER, **{name.replace("__", "/") + ".yml": text for name, text in changed.items()}}
    return read_catalog([(name, text.encode()) for name, text in files.items()])


@pytest.fixture(scope="module")
def catalog():
    return read()


@pytest.fixture(scope="module")
def groups(catalog):
    return {entry.slug: entry for entry in catalog.initiatives}


def test_groups_projects_and_bodies_of_the_folder(groups):
    assert {slug: entry.kind for slug, entry in groups.items()} == {
        "bread": "working-group",
        "loaf": "project",
        "tac": "council",
        "toast": "project",
    }


def test_membership_is_the_file(groups):
    assert groups["loaf"].parents == (ParentEntry(parent="bread", **TOLD),)
    assert groups["bread"].parents is None


def test_in_a_file_without_a_group_the_place_is_unknown_and_asked_about(groups):
    toast = groups["toast"]
    assert toast.parents is None
    assert toast.questions == (
        QuestionEntry(
            about="parent",
            text="ossf/community working-groups/uncategorized.yml",
            ask="No list says which group this project reports to. Which one is it?",
        ),
    )


def test_personas_are_words_of_the_foundation(catalog, groups):
    assert catalog.personas == (
        PersonaEntry(slug="baker", name="Baker", description="You bake."),
        PersonaEntry(slug="eater", name="Eater", description="You eat."),
    )
    assert groups["loaf"].personas == ("eater",)
    assert groups["toast"].personas is None


def test_what_a_project_makes_is_told_by_its_categories(groups):
    made = {
        "summary": "Ends it.",
        "problem": "Hunger",
        "url": "https://github.com/bakers/loaf",
        "personas": ("eater",),
        **TOLD,
    }
    assert groups["loaf"].deliverables == (
        DeliverableEntry(name="Loaf: Tooling", type="software", **made),
        DeliverableEntry(name="Loaf: Specification", type="specification", **made),
    )
    assert [(one.name, one.type) for one in groups["toast"].deliverables] == [("Toast", "software")]
    assert groups["bread"].deliverables is None


def test_as_many_problems_are_named_as_there_is_room_for():
    many = "".join(f"  - {{id: p-{number}, note: N.}}\n" for number in range(40))
    told = read(
        **{"working-groups__bread": BREAD.replace("  - {id: hunger, note: Ends it.}\n", many)}
    )
    made = next(one for one in told.initiatives if one.slug == "loaf").deliverables[0]
    assert made.problem.startswith("p-0, p-1, ")
    assert 150 < len(made.problem) <= 160


def test_a_claim_that_needs_review_is_a_question_to_the_group(groups):
    assert groups["loaf"].questions == (
        QuestionEntry(about="claim:oven:eater", text="In the oven, eater: Waits.", ask=ASK),
        QuestionEntry(about="claim:stale", text="Threat: stale (confirm with bakers)", ask=ASK),
    )


def test_an_address_that_several_records_share_is_nobodys(groups):
    assert (groups["bread"].website_url, groups["toast"].website_url) == (None, None)
    assert groups["tac"].website_url == "https://example.org/tac"


def test_places(groups):
    loaf = groups["loaf"]
    assert (loaf.website_url, loaf.repo_url) == (None, "https://github.com/bakers/loaf")
    insights = "https://github.com/bakers/loaf/blob/main/SECURITY-INSIGHTS.yml"
    assert loaf.channels == (
        ChannelEntry(kind="website", url="https://example.org/projects/loaf"),
        ChannelEntry(kind="other", name="Security Insights", url=insights),
    )
    assert loaf.sources == (SourceEntry(title=TOLD["source"], url=TOLD["source_url"]),)


def test_what_has_no_place_yet_is_counted(catalog):
    assert catalog.left_out == (
        LeftOut(what="addresses that several groups share", count=2),
        LeftOut(what="confirmed relationships, which have no place yet", count=1),
        LeftOut(what="confirmed threats, which have no place yet", count=1),
        LeftOut(what="files without groups", count=1),
        LeftOut(what="projects that fit or resemble another", count=1),
    )


def test_one_file_is_read_alone():
    (bread, loaf) = read_catalog([("bread.yml", BREAD.encode())]).initiatives
    assert (bread.slug, loaf.slug) == ("bread", "loaf")


@pytest.mark.parametrize(
    ("right", "wrong", "line", "field"),
    [
        ("id: eater, note", "id: drinker, note", 19, "id"),
        ("status: confirmed}\n  - {id: stale", "status: sure}\n  - {id: stale", 23, "status"),
        ("projects:", "project:", 7, "project"),
        ("  name: Bread", "  name: ''", 3, "name"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(right, wrong, line, field):
    assert right in BREAD
    with pytest.raises(FileRefused) as refused:
        read(**{"working-groups__bread": BREAD.replace(right, wrong)})
    assert [(error.where, error.line, error.field) for error in refused.value.errors] == [
        ("working-groups/bread.yml", line, field)
    ]


def test_a_project_stands_in_one_file_only():
    twice = UNCATEGORIZED.replace("toast", "loaf")
    with pytest.raises(FileRefused, match="line 2, initiatives: 'loaf' is already in the file"):
        read(**{"working-groups__uncategorized": twice})
