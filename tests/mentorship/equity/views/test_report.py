"""The fairness report as everybody reads it."""

import csv
import json
import subprocess
import sys

import pytest

from mentorship.equity.actions.count import make_report
from mentorship.equity.actions.report import publish_report
from mentorship.models import ProgramAdmin
from tests.conftest import signed_in
from tests.factories.people import UserFactory
from tests.mentorship.equity.asked import REPORT_IS_MADE, applied, asking

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(at):
    at(REPORT_IS_MADE)
    cohort = asking(("Early in a career", 0), ("Later on", 3), key="spring")
    for _each in range(12):
        applied(cohort, "declined", said="Early in a career")
    for _each in range(2):
        applied(cohort, "declined", said="Later on")
    for _each in range(9):
        applied(cohort, "ineligible")
    return cohort


@pytest.fixture
def report(cohort):
    return make_report(cohort=cohort, now=REPORT_IS_MADE)


@pytest.fixture
def desk(cohort):
    admin = UserFactory()
    ProgramAdmin.objects.create(program=cohort.program, person=admin)
    return signed_in(admin)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_before_it_is_published_only_who_runs_the_program_reads_it(client, desk, report):
    url = report.get_absolute_url()
    assert client.get(url).status_code == 404
    assert client.get(url.replace("fairness/", "fairness.json")).status_code == 404
    assert signed_in(UserFactory(is_superuser=True)).get(url).status_code == 404
    page = text_of(desk.get(url))
    assert "Only you who run this program see this page" in page
    assert "Publish it now" in page


def test_one_press_publishes_it_for_everybody(client, desk, cohort, report):
    address = f"/desk/mentorship/{cohort.program.slug}/spring/fairness/publish/"
    response = desk.post(address, follow=True)
    assert "Published. Everybody can read it now." in text_of(response)
    assert "It was published before." in text_of(desk.post(address, follow=True))
    page = text_of(client.get(report.get_absolute_url()))
    assert "Publish it now" not in page
    assert client.get(f"/mentorship/{cohort.program.slug}/").status_code == 200


@pytest.fixture
def published(report):
    publish_report(report=report, by=None, now=REPORT_IS_MADE)
    return report


def test_a_reader_finds_the_counts_and_what_is_hidden(client, published):
    page = text_of(client.get(published.get_absolute_url()))
    assert '<th scope="row">Applied</th><td class="num">23</td>' in page
    assert '<th scope="row">Met the rules</th><td class="num">14</td>' in page
    assert '12 <span class="quiet">100 %</span>' in page
    assert '<span class="quiet">hidden</span>' in page
    assert "A count of a group or a reason below 5 is hidden" in page
    assert "3 for Later on" in page


def csv_of(client, report) -> bytes:
    return client.get(report.get_absolute_url().removesuffix("/") + ".csv").content


def test_the_files_say_what_the_page_says_and_nothing_more(client, published):
    base = published.get_absolute_url().removesuffix("/")
    told = json.loads(client.get(f"{base}.json").content)
    by_group = {one["stage"]: one["by_group"] for one in told["stages"]}
    assert client.get(f"{base}.csv")["Content-Type"] == "text/csv; charset=utf-8"
    lines = list(csv.DictReader(csv_of(client, published).decode("utf-8-sig").splitlines()))
    found = {(one["part"], one["name"], one["group"]): one["number"] for one in lines}
    assert len(found) == len(lines)
    expected = {("stage", one["stage"], "all"): one["people"] for one in told["stages"]}
    expected |= {
        ("stage", stage, group): people
        for stage, groups in by_group.items()
        for group, people in groups.items()
    }
    expected |= {("reason", one["why"], "all"): one["people"] for one in told["without_pair"]}
    expected |= {
        (part, name, "all"): number
        for part in ("waiting", "load")
        for name, number in told[part].items()
    }
    expected |= {
        (part, one["dial"], "all"): one[number]
        for part, number in (("dial_pairs", "matched"), ("dial_sum_of_scores", "total"))
        for one in told["matching"]["dials"]
    }
    assert found == {key: "" if n is None else str(n) for key, n in expected.items()}
    assert by_group["applied"] == {"early-in-a-career": 12, "later-on": None, "none": None}


DIALS = [
    {"dial": "none", "matched": 8, "total": 512_340},
    {"dial": "worst_first", "matched": None, "total": None},
]


def test_the_sum_of_scores_is_the_same_number_on_the_page_and_in_both_files(client, published):
    published.figures["matching"]["dials"] = DIALS
    published.save(update_fields=["figures"])
    assert '<td class="num">512.3</td>' in text_of(client.get(published.get_absolute_url()))
    csv_lines = csv_of(client, published).decode().splitlines()
    assert "dial_sum_of_scores,none,all,512.3" in csv_lines
    assert "dial_sum_of_scores,worst_first,all," in csv_lines
    base = published.get_absolute_url().removesuffix("/")
    told = json.loads(client.get(f"{base}.json").content)
    assert [one["total"] for one in told["matching"]["dials"]] == [512.3, None]


NOTHING_HIDDEN = {
    "without_pair": [],
    "waiting": {"answered": 9, "median_days": 4},
    "load": {"mentors": 12, "places": 20, "mentors_with_a_pair": 6},
}


@pytest.mark.parametrize(("dials", "says_so"), [(DIALS, True), (DIALS[:1], False)])
def test_whatever_is_hidden_the_page_says_why(client, published, dials, says_so):
    published.figures |= NOTHING_HIDDEN
    published.figures["stages"] = [one | {"by_group": {}} for one in published.figures["stages"]]
    published.figures["groups"] = []
    published.figures["matching"]["dials"] = dials
    published.save(update_fields=["figures"])
    page = text_of(client.get(published.get_absolute_url()))
    assert ("A count of a group or a reason below 5 is hidden" in page) is says_so
    assert (">hidden<" in page) is says_so


def recomputed(file):
    command = [sys.executable, "docs/recompute_shares.py", file]
    return subprocess.run(command, check=False, capture_output=True, text=True)


def test_a_reader_recomputes_every_share_of_the_page_with_the_script(client, published, tmp_path):
    file = tmp_path / "fairness.csv"
    file.write_bytes(csv_of(client, published))
    told = recomputed(file)
    assert (told.returncode, told.stderr) == (0, "")
    assert "applied\tall\t100 %" in told.stdout
    assert "eligible\tall\t61 %" in told.stdout
    page = text_of(client.get(published.get_absolute_url()))
    shares = [line.split("\t")[2] for line in told.stdout.splitlines()]
    assert len(shares) == page.count(" %</span></td>")
    assert {share for share in shares if share not in page} == set()


def test_the_script_says_what_cannot_be(tmp_path):
    file = tmp_path / "wrong.csv"
    file.write_text(
        "part,name,group,number\nstage,applied,all,8\nstage,eligible,all,9\n"
        "stage,accepted,all,1\nreason,no_time,all,5\n"
    )
    told = recomputed(file)
    assert told.returncode == 1
    assert told.stderr.splitlines() == [
        "eligible: more people of all than at the stage before",
        "5 reasons for 8 people without a pair",
    ]
    assert "accepted\tall\t13 %" in told.stdout


def test_of_few_mentors_the_load_is_hidden(client, published):
    assert set(published.figures["load"].values()) == {None}
    page = text_of(client.get(published.get_absolute_url()))
    assert "of whom" not in page


def test_a_program_names_its_past_reports(client, published):
    page = text_of(client.get(published.cohort.program.get_absolute_url()))
    assert "How fair were past terms?" in page
    assert published.get_absolute_url() in page
    assert "Places kept for groups" not in page


def test_places_are_told_on_the_programs_page_before_they_count(client, cohort):
    page = text_of(client.get(cohort.program.get_absolute_url()))
    assert "3 places for Later on" in page


def test_a_report_takes_so_many_queries(client, published, django_assert_num_queries):
    client.get(published.get_absolute_url())
    with django_assert_num_queries(2):
        client.get(published.get_absolute_url().removesuffix("/") + ".json")


def test_a_hidden_program_has_no_report(client, published):
    program = published.cohort.program
    program.is_published = False
    program.save()
    assert client.get(published.get_absolute_url()).status_code == 404
