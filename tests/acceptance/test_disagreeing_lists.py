"""Three published lists of one foundation in one portal: where they disagree, in any order."""

from itertools import permutations
from pathlib import Path

import pytest
import yaml
from django.db import transaction
from django.urls import reverse
from django.utils.html import escape

from initiatives.actions.conflict import settle_conflict
from initiatives.models import Conflict, Parent, Question, StageRecord
from portal.ops.catalog import export_catalog, import_catalog
from tests.conftest import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
# In the order of their names: the groups' own README files, the folder of a site, a landscape.
LISTS = ("openssf-initiatives.yaml", "ossf-community", "ossf-landscape.yml")

FACTS = {
    ("best-practices-badge", "parent"): {"best-practices", "best-practices-wg"},
    ("guac", "website_url"): {"https://guac.sh", "https://guac.sh/"},
    ("sigstore", "repo_url"): {
        "https://github.com/sigstore",
        "https://github.com/sigstore/architecture-docs",
    },
    ("sigstore", "stage"): {"graduated", "incubating"},
    ("zarf", "website_url"): {"https://zarf.dev/", "https://openssf.org/projects/zarf/"},
}
NAMES = {
    "bear": {
        "Belonging, Empowerment, Allyship, and Representation",
        "BEAR (Belonging, Empowerment, Allyship, and Representation)",
    },
    "bomctl": {"bomctl", "Bomctl"},
    "governing-board": {"Governing Board", "OpenSSF Governing Board"},
    "model-signing": {"Model Signing", "OpenSSF Model Signing (OMS)"},
    "orbit": {
        "Open Resources for Baselines, Interoperability, and Tooling",
        "ORBIT (Open Resources for Baselines, Interoperability, and Tooling)",
    },
    "protobom": {"Protobom", "Protobom / SBOM Tools"},
    "rstuf": {"Repository Service for TUF", "Repository Service for TUF (RSTUF)"},
    "tac": {"Technical Advisory Council", "OpenSSF Technical Advisory Council"},
}
SUMMARIES = {
    "best-practices-badge",
    "bomctl",
    "criticality-score",
    "fuzz-introspector",
    "fuzzingbrain",
    "gemara",
    "gittuf",
    "guac",
    "minder",
    "model-signing",
    "openbao",
    "oss-crs",
    "package-analysis",
    "protobom",
    "rstuf",
    "sbomit",
    "security-insights",
    "sigstore",
    "slsa",
    "zarf",
}


@pytest.fixture
def catalog(acceptance_data) -> Path:
    return acceptance_data / "catalog"


@pytest.fixture
def all_three(catalog):
    return [import_catalog(path=catalog / name) for name in LISTS]


def disputed() -> dict[tuple[str, str], set[str]]:
    return {
        (row.initiative.slug, row.what): {row.ours, row.theirs}
        for row in Conflict.objects.select_related("initiative")
    }


def undisputed() -> dict[str, dict]:
    """The export without what is asked; channels only grow, in the order they were heard of."""
    told = yaml.safe_load(export_catalog())["initiatives"]
    groups = {entry["slug"]: entry for entry in told}
    keys = {"parent": "parents", "stage": "stages"}
    for slug, what in disputed():
        del groups[slug][keys.get(what, what)]
    for entry in groups.values():
        entry["channels"] = sorted(entry.get("channels", ()), key=repr)
    return groups


def test_the_lists_disagree_about_33_facts_of_24_groups(all_three):
    found = disputed()
    assert {key: sides for key, sides in found.items() if key[1] not in {"name", "summary"}} == (
        FACTS
    )
    assert {slug: sides for (slug, what), sides in found.items() if what == "name"} == NAMES
    assert {slug for slug, what in found if what == "summary"} == SUMMARIES
    assert [len(report.conflicts) for report in all_three] == [0, 31, 2]
    assert (len(found), Conflict.objects.count()) == (33, 33)
    assert len({slug for slug, _what in found}) == 24


def test_while_nobody_has_decided_the_first_list_stands(all_three):
    stage = StageRecord.objects.get(initiative__slug="sigstore")
    assert (stage.stage, stage.until) == ("graduated", None)
    parent = Parent.objects.get(initiative__slug="best-practices-badge")
    assert (parent.parent.slug, parent.until) == ("best-practices", None)


def test_a_text_without_a_date_makes_no_history(all_three):
    """Nobody can say which came first, so nothing was so until some day."""
    for rows in (Parent.objects, StageRecord.objects):
        assert not rows.exclude(until=None).exists()


def test_each_of_them_waits_at_the_desk_with_both_values(all_three, staff):
    desk = signed_in(staff)
    shown = [
        (row.group, row.fact, {row.ours.value, row.theirs.value})
        for number in (1, 2)
        for row in desk.get(reverse("initiatives:desk_conflicts"), {"page": number}).context["rows"]
    ]
    assert len(shown) == 33
    assert ("Sigstore", "Stage", {"Graduated", "Incubating"}) in shown
    assert ("Zarf", "Website", FACTS["zarf", "website_url"]) in shown
    assert ("bomctl", "Name", NAMES["bomctl"]) in shown


@pytest.mark.parametrize("verdict", ["ours", "theirs"])
def test_what_a_person_decides_stands_in_the_next_run(catalog, all_three, staff, verdict):
    conflict = Conflict.objects.get(initiative__slug="sigstore", what="stage")
    settle_conflict(conflict=conflict, verdict=verdict, by=staff)
    again = [import_catalog(path=catalog / name) for name in LISTS]
    held = StageRecord.objects.get(initiative__slug="sigstore", until=None).stage
    assert held == {"ours": "graduated", "theirs": "incubating"}[verdict]
    assert Conflict.objects.open().count() == 32
    assert "sigstore: stage" not in {one.what for report in again for one in report.conflicts}


def test_every_order_gives_the_same_conflicts_and_otherwise_the_same_facts(catalog):
    def after(names):
        with transaction.atomic():
            for name in names:
                import_catalog(path=catalog / name)
            found = disputed(), undisputed()
            transaction.set_rollback(True)
        return found

    first, *others = permutations(LISTS)
    told = after(first)
    for order in others:
        assert after(order) == told, order


def test_all_three_again_change_nothing(catalog, all_three):
    before = export_catalog()
    for name in LISTS:
        report = import_catalog(path=catalog / name)
        assert (report.created, report.updated) == (0, 0)
    assert export_catalog() == before
    assert len(disputed()) == 33


# What the compilers of the list noted as doubtful


def notes(catalog: Path) -> list[tuple[str, str]]:
    groups = yaml.safe_load((catalog / LISTS[0]).read_text())["initiatives"]
    return [(group["slug"], note) for group in groups for note in group.get("data_quality", ())]


def test_each_of_51_notes_is_a_question_to_its_group(catalog):
    """None is a conflict by itself: a note names no second value that a click could take."""
    report = import_catalog(path=catalog / LISTS[0])
    asked = Question.objects.filter(about__startswith="record-", is_open=True)
    told = notes(catalog)
    assert len(told) == 51
    assert sorted(asked.values_list("initiative__slug", "text")) == sorted(told)
    assert set(told) <= {(question.where, question.text) for question in report.questions}
    assert not Conflict.objects.exists()


def test_each_note_stands_on_the_page_of_its_group(catalog, client):
    import_catalog(path=catalog / LISTS[0])
    for slug, note in notes(catalog):
        assert escape(note) in client.get(f"/initiatives/{slug}/").text
