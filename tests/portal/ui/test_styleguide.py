"""The page that shows every component, which is also what the accessibility tests visit."""

import re

import pytest
from django.template.loader import get_template
from django.urls import reverse

from portal.ui.styleguide import EXAMPLES
from portal.ui.templatetags.ui import register


@pytest.fixture
def guide(client, db):
    return lambda **query: client.get(reverse("ui:styleguide"), query)


def test_every_tag_of_the_library_has_an_example():
    sources = "".join(
        get_template(f"styleguide/examples/{slug}.html").template.source for slug, _ in EXAMPLES
    )
    frame = "".join(
        get_template(name).template.source for name in ("base.html", "styleguide/index.html")
    )
    used = set(re.findall(r"{% (\w+)", sources + frame)) | {"source"}  # fact shows the source

    assert sorted(set(register.tags) - used) == []


def test_the_page_shows_each_example_with_the_tag_that_makes_it(guide):
    html = guide().content.decode()

    assert [slug for slug, _ in EXAMPLES if f'id="{slug}"' not in html] == []
    assert "{% link_button label=&quot;Join the next call&quot;" in html


def test_the_page_asks_the_database_nothing(guide, django_assert_num_queries):
    guide()
    with django_assert_num_queries(0):
        guide()


def test_the_page_shows_its_other_faces(guide):
    assert (
        '<html lang="en-gb" dir="rtl" data-theme="dark">'
        in guide(dir="rtl", theme="dark").content.decode()
    )


def test_what_is_not_a_face_is_ignored(guide):
    assert '<html lang="en-gb" dir="ltr">' in guide(dir='"><b>', theme="x").content.decode()


def test_ids_are_unique(guide):
    ids = re.findall(r'\sid="([^"]*)"', guide().content.decode())

    assert sorted(ids) == sorted(set(ids))
