"""`sigs.yaml`: groups, their subprojects, people and published times."""

import pytest

from initiatives.core.catalog_entry import (
    AliasEntry,
    ChannelEntry,
    LeftOut,
    MeetingEntry,
    ParentEntry,
    RoleEntry,
    ServesEntry,
)
from initiatives.core.catalog_file import read_catalog
from initiatives.core.catalog_report import FileRefused

FILE = """\
sigs:
  - dir: sig-bread
    name: Bread
    mission_statement: >
      Covers every loaf. See [the recipe](https://example.org/recipe) or write
      to baker@example.org.

    charter_link: charter.md
    label: bread
    leadership:
      chairs:
        - {github: cbaker, name: C. Baker, company: Mill, email: c.baker@example.org}
      tech_leads:
        - {github: cbaker, name: C. Baker, company: Mill, email: c.baker@example.org}
      emeritus_leads:
        - {github: dbaker, name: D. Baker}
    meetings:
      - description: Regular SIG Meeting
        day: Tuesday
        time: "9:00"
        tz: PT (Pacific Time)
        frequency: biweekly
        url: https://calls.example/1
        archive_url: https://notes.example/1
        recordings_url: TBD
        calendar_url: https://calendar.google.com/calendar/embed?src=x1%40group.calendar.google.com
    contact:
      slack: sig-bread
      mailing_list: https://groups.example/g/sig-bread
      private_mailing_list: bread-private@example.org
      teams:
        - {name: sig-bread-bugs, description: Crumbs}
      liaison: {github: eclerk, name: E. Clerk}
    subprojects:
      - name: sour.dough
        description: Keeps the starter alive.
        contact: {mailing_list: starter@example.org}
        owners:
          - https://raw.githubusercontent.com/bakers/starter/refs/heads/main/OWNERS
        leads:
          - {github: fbaker, name: F. Baker, company: Oven, email: f@example.org}
        meetings:
          - {description: Sour.dough office hours, day: Monday, time: "10:00", tz: UTC,
             frequency: weekly, url: 'http://calls.example/2'}
      - name: crust
        owners:
          - https://raw.githubusercontent.com/bakers/loaf/main/pkg/crust/OWNERS
          - https://example.org/OWNERS
workinggroups:
  - dir: wg-toast
    name: Toast
    mission_statement: Warms.
    charter_link: https://example.org/toast-charter
    stakeholder_sigs: [Bread]
    label: toast
    oven_size: large
usergroups: []
committees:
  - {dir: committee-tasting, name: Tasting, mission_statement: Tastes., label: tasting}
gb_rep: {github: gclerk, name: G. Clerk, company: Mill, email: g@example.org}
"""


@pytest.fixture(scope="module")
def catalog():
    return read_catalog([("sigs.yaml", FILE.encode())])


@pytest.fixture(scope="module")
def groups(catalog):
    return {entry.slug: entry for entry in catalog.initiatives}


def test_every_list_has_its_kind_and_subprojects_carry_the_slug_of_their_group(groups):
    assert {slug: entry.kind for slug, entry in groups.items()} == {
        "committee-tasting": "committee",
        "sig-bread": "sig",
        "sig-bread-crust": "subproject",
        "sig-bread-sour-dough": "subproject",
        "wg-toast": "working-group",
    }
    assert groups["sig-bread-crust"].parents == (
        ParentEntry(parent="sig-bread", source="sigs.yaml"),
    )
    assert groups["sig-bread"].parents is None


def test_people_call_a_group_by_its_kind_and_name(groups):
    assert [groups[slug].aliases for slug in ("sig-bread", "wg-toast", "committee-tasting")] == [
        (AliasEntry(name="SIG Bread"),),
        (AliasEntry(name="WG Toast"),),
        (AliasEntry(name="Tasting Committee"),),
    ]


def test_a_working_group_serves_the_sigs_that_hold_a_stake_in_it(groups):
    assert groups["wg-toast"].serves == (ServesEntry(serves="sig-bread", source="sigs.yaml"),)


def test_seats_have_names_handles_and_employers_but_no_mailbox(groups):
    told = {"source": "sigs.yaml"}
    baker = {"name": "C. Baker", "handle": "cbaker", "affiliation": "Mill", **told}
    assert groups["sig-bread"].roles == (
        RoleEntry(role="chair", **baker),
        RoleEntry(role="tech-lead", **baker),
        RoleEntry(role="emeritus-lead", name="D. Baker", handle="dbaker", **told),
        RoleEntry(role="liaison", name="E. Clerk", handle="eclerk", **told),
    )


def test_channels_are_where_the_group_talks_and_never_a_mailbox(groups):
    calendar = "https://calendar.google.com/calendar/embed?src=x1%40group.calendar.google.com"
    assert groups["sig-bread"].channels == (
        ChannelEntry(kind="slack", name="#sig-bread"),
        ChannelEntry(
            kind="mailing-list", name="sig-bread", url="https://groups.example/g/sig-bread"
        ),
        ChannelEntry(kind="github", name="sig-bread-bugs"),
        ChannelEntry(kind="calendar", url=calendar),
    )


def test_a_subproject_that_is_one_repository_has_it_as_its_own(groups):
    starter, crust = groups["sig-bread-sour-dough"], groups["sig-bread-crust"]
    assert starter.repo_url == "https://github.com/bakers/starter"
    assert crust.repo_url is None
    assert crust.channels == (
        ChannelEntry(
            kind="github",
            name="bakers/loaf pkg/crust",
            url="https://github.com/bakers/loaf/tree/main/pkg/crust",
        ),
    )


def test_a_meeting_keeps_its_published_words(groups):
    assert groups["sig-bread"].meetings == (
        MeetingEntry(
            slug="sig-bread-regular-sig-meeting",
            title="SIG Bread: Regular SIG Meeting",
            join_url="https://calls.example/1",
            notes_url="https://notes.example/1",
            source="sigs.yaml",
            published_text="Tuesday 9:00 PT (Pacific Time) biweekly",
        ),
    )
    (hours,) = groups["sig-bread-sour-dough"].meetings
    assert (hours.slug, hours.title, hours.join_url) == (
        "sig-bread-sour-dough-office-hours",
        "Sour.dough office hours",
        "",
    )


def test_texts_are_one_line_without_markup_and_mailboxes(groups):
    assert groups["sig-bread"].summary == "Covers every loaf. See the recipe or write to […]."


def test_what_is_not_taken_is_counted(catalog):
    assert catalog.left_out == (
        LeftOut(what="join links that are not https", count=1),
        LeftOut(what="links without a web address", count=1),
        LeftOut(what="mailboxes", count=1),
        LeftOut(what="owners without a repository", count=1),
        LeftOut(what="representatives in another body", count=1),
        LeftOut(what="values of 'oven_size', which the portal does not know", count=1),
    )


def test_one_seat_cannot_be_held_for_two_employers():
    chair = "- {github: cbaker, name: C. Baker, company: Mill, email: c.baker@example.org}\n"
    twice = f"{chair}        {chair.replace('Mill', 'Oven')}"
    with pytest.raises(FileRefused, match="line 13, roles: This says again, or otherwise"):
        read_catalog([("sigs.yaml", FILE.replace(chair, twice, 1).encode())])


@pytest.mark.parametrize(
    ("right", "wrong", "line", "field"),
    [
        ("dir: wg-toast", "dir: WG Toast", 50, "dir"),
        ("dir: sig-bread", "dir: SIG Bread", 2, "dir"),
        ("stakeholder_sigs: [Bread]", "stakeholder_sigs: [Butter]", 54, "stakeholder_sigs"),
        ("usergroups: []", "usergroups: none", 57, "usergroups"),
        ("gb_rep:", "gb_reps:", 60, "gb_reps"),
        ("https://calls.example/1", "ftp://calls.example/1", 23, "url"),
        ("dir: committee-tasting", "dir: sig-bread", 59, "initiatives"),
    ],
)
def test_a_mistake_is_told_with_its_line(right, wrong, line, field):
    assert right in FILE
    with pytest.raises(FileRefused) as refused:
        read_catalog([("sigs.yaml", FILE.replace(right, wrong).encode())])
    assert [(error.line, error.field) for error in refused.value.errors] == [(line, field)]
