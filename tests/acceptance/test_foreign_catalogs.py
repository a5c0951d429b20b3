"""The real lists of other foundations: what comes in, what is asked, what is left out."""

import csv
import time
from collections import Counter
from pathlib import Path

import pytest

from events.models import Series
from initiatives.core.catalog_entry import Catalog
from initiatives.core.catalog_file import FORMATS, read_catalog
from initiatives.core.catalog_report import FileRefused
from initiatives.core.published_meeting import meeting_slug
from initiatives.core.slugs import slugify
from initiatives.models import Initiative, Parent, Question, StageRecord, TaskSource
from portal.ops.catalog import import_catalog
from portal.ops.catalog_files import read_files
from tests.acceptance.test_schedule_text import expected_of


def kinds(catalog: Catalog) -> dict[str, int]:
    return dict(Counter(entry.kind for entry in catalog.initiatives))


def counted(catalog: Catalog) -> dict[str, int]:
    return {one.what: one.count for one in catalog.left_out}


# Kubernetes


@pytest.fixture
def kubernetes(acceptance_data) -> Path:
    return acceptance_data / "catalog" / "kubernetes-sigs.yaml"


def test_kubernetes_has_24_sigs_8_working_groups_and_3_committees(kubernetes):
    catalog = read_catalog(read_files(kubernetes))
    assert kinds(catalog) == {"sig": 24, "working-group": 8, "committee": 3, "subproject": 236}
    assert sum(len(entry.meetings or ()) for entry in catalog.initiatives) == 102
    assert sum(len(entry.serves or ()) for entry in catalog.initiatives) == 31
    roles = Counter(role.role for entry in catalog.initiatives for role in entry.roles or ())
    assert roles == {
        "chair": 61 + 29 + 22,
        "tech-lead": 54,
        "emeritus-lead": 89 + 9 + 22,
        "liaison": 24 + 8 + 2,
        "lead": 35,
    }
    assert counted(catalog) == {
        "ends of texts of more than 300 characters": 15,
        "links without a web address": 33,
        "mailboxes": 1,
        "representatives in another body": 1,
    }


def test_no_mailbox_of_kubernetes_is_read(kubernetes):
    catalog = read_catalog(read_files(kubernetes))
    assert "example.invalid" in kubernetes.read_text()
    assert "example.invalid" not in repr(catalog)


@pytest.mark.django_db
def test_of_102_kubernetes_meetings_those_that_can_be_computed_are_and_the_rest_is_asked(
    acceptance_data, kubernetes
):
    report = import_catalog(path=kubernetes)
    assert Initiative.objects.count() == 271
    asked = set(Question.objects.values_list("about", flat=True))
    assert (Series.objects.count(), len(asked)) == (43, 59)
    assert len(report.questions) == 59
    with (acceptance_data / "schedules/kubernetes-meetings.csv").open() as file:
        rows = list(csv.DictReader(file))
    wrong = []
    for row in rows:
        group = slugify(f"{row['group']} {row['subproject']}")
        slug = meeting_slug(group, row["description"])
        expected = expected_of(row)
        is_computed = expected is not None and not expected["need_anchor"]
        if not is_computed:
            if f"meeting:{slug}" not in asked:
                wrong.append((slug, "is not asked"))
            continue
        slots = Series.objects.get(slug=slug).slots.all()
        told = [(slot.rrule, f"{slot.start_time:%H:%M}", slot.tzid) for slot in slots]
        if told != [(expected["rrule"], expected["time"], expected["tz"])]:
            wrong.append((slug, told))
    assert wrong == []
    assert len(rows) == 70
    again = import_catalog(path=kubernetes)
    assert (again.created, again.updated) == (0, 0)


# ossf/community


@pytest.fixture
def community(acceptance_data) -> Path:
    return acceptance_data / "catalog" / "ossf-community"


def test_ossf_community_is_known_by_itself(community):
    catalog = read_catalog(read_files(community))
    assert kinds(catalog) == {"working-group": 10, "project": 27, "council": 1, "board": 1}
    assert [persona.slug for persona in catalog.personas] == [
        "developer",
        "devops",
        "executive",
        "ospo",
        "package-manager",
        "security",
    ]
    made = Counter(one.type for entry in catalog.initiatives for one in entry.deliverables or ())
    assert made == {
        "software": 15,
        "specification": 10,
        "guide": 3,
        "other": 2,
        "dataset": 2,
        "service": 1,
    }
    asked = Counter(
        question.about.partition(":")[0]
        for entry in catalog.initiatives
        for question in entry.questions or ()
    )
    assert asked == {"parent": 10, "claim": 49 + 16 + 1}
    assert counted(catalog) == {
        "addresses that several groups share": 11,
        "confirmed cell_synopses, which have no place yet": 62,
        "confirmed relationships, which have no place yet": 9,
        "confirmed threats, which have no place yet": 41,
        "files without groups": 3,
        "projects that fit or resemble another": 30,
    }


@pytest.mark.django_db
def test_ossf_community_comes_in_twice_without_a_difference(community):
    report = import_catalog(path=community)
    assert (Initiative.objects.count(), report.errors) == (39, ())
    assert Parent.objects.filter(until=None).exclude(parent=None).count() == 17
    assert Question.objects.filter(about="parent", is_open=True).count() == 10
    again = import_catalog(path=community)
    assert (again.created, again.updated) == (0, 0)


# The landscape


@pytest.mark.django_db
def test_of_the_landscape_only_the_project_of_the_foundation_is_a_group(acceptance_data):
    path = acceptance_data / "catalog" / "ossf-landscape.yml"
    assert counted(read_catalog(read_files(path))) == {
        "items of 'OpenSSF Members' that are no project": 115,
        "items of 'Sigstore' that are no project": 56,
        "values of 'academic_paper_url', which the portal does not know": 1,
        "values of 'training_course_url', which the portal does not know": 1,
    }
    import_catalog(path=path)
    assert list(StageRecord.objects.values_list("initiative__slug", "stage")) == [
        ("sigstore", "incubating")
    ]


# up-for-grabs.net


@pytest.mark.django_db
def test_1128_projects_of_up_for_grabs_come_in_twice_without_a_duplicate(acceptance_data):
    path = acceptance_data / "onboarding" / "upforgrabs"
    began = time.monotonic()
    first = import_catalog(path=path, file_format="up-for-grabs")
    assert (first.created, Initiative.objects.count()) == (1128, 1128)
    assert TaskSource.objects.count() == 1084
    assert sorted(Question.objects.values_list("initiative__slug", "about")) == [
        ("freshrss", "task-source"),
        ("friday-ai", "task-source"),
    ]
    again = import_catalog(path=path, file_format="up-for-grabs")
    assert time.monotonic() - began < 60
    assert (again.created, again.updated, Initiative.objects.count()) == (0, 0, 1128)


def test_files_of_yaml_and_lines_of_json_are_the_same_projects(acceptance_data):
    folder = acceptance_data / "onboarding" / "upforgrabs"
    rows = {e.slug: e for e in read_catalog(read_files(folder / "projects.jsonl")).initiatives}
    files = read_catalog(read_files(folder / "raw_yaml")).initiatives
    assert {entry.slug: rows[entry.slug] for entry in files} == {e.slug: e for e in files}
    assert (len(rows), len(files)) == (1128, 10)


# Bad files

# What is wrong with the file as a whole belongs to no key.
OF_THE_WHOLE = (
    "The file is empty.",
    "This is not UTF-8 ",
    "This is not JSON: ",
    "There is a control character that no text may contain.",
    "Expected a mapping of keys and values.",
    "Expected a list of mappings.",
)
# Lists in lists; half a character before the first key is whole.
WITHOUT_KEYS = {"deep", "surrogate"}


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_bad_file_is_refused_by_every_reader_with_line_and_field(acceptance_data, file_format):
    for folder in ("yaml", "json", "csv"):
        for path in sorted((acceptance_data / "badinput" / folder).iterdir()):
            for name in (path.name, f"{path.stem}.jsonl"):
                with pytest.raises(FileRefused) as refused:
                    read_catalog([(name, path.read_bytes())], file_format=file_format)
                for error in refused.value.errors:
                    assert error.where == name
                    assert error.message
                    assert error.line or error.message == "The file is empty."
                    is_whole = error.message.startswith(OF_THE_WHOLE) or path.stem in WITHOUT_KEYS
                    assert error.field or is_whole, str(error)
