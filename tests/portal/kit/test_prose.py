"""Blocks of prose: what they let through and what they print."""

import pytest
from wagtail.rich_text import RichText

from portal.kit.fields import ProseField
from portal.kit.prose import ProseBlock, TextBlock, clean_html


def test_a_migration_never_sees_the_blocks():
    field = ProseField(ProseBlock(), blank=True)

    assert field.deconstruct()[1:] == ("portal.kit.fields.ProseField", [], {"blank": True})


def test_a_field_rebuilt_from_a_migration_works_without_blocks():
    field = ProseField(blank=True)

    assert list(field.stream_block.child_blocks) == []


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>We <b>meet</b> <i>often</i>.</p>", "<p>We <b>meet</b> <i>often</i>.</p>"),
        ('<p><a linktype="page" id="3">here</a></p>', '<p><a linktype="page" id="3">here</a></p>'),
        (
            '<p><a href="https://example.org">x</a></p>',
            '<p><a href="https://example.org">x</a></p>',
        ),
        ('<p onclick="steal()">x</p>', "<p>x</p>"),
        ('<a href="javascript:steal()">x</a>', "<a>x</a>"),
        ("<script>steal()</script><p>x</p>", "<p>x</p>"),
        ('<img src="https://spy.example/x.png">', ""),
        ('<p style="position:fixed">x</p>', "<p>x</p>"),
        ("<h1>Louder</h1>", "Louder"),
    ],
)
def test_rich_text_keeps_only_what_the_editor_offers(written, kept):
    assert clean_html(written) == kept


def test_every_way_into_the_database_is_cleaned():
    assert TextBlock().get_prep_value(RichText("<p>x</p><script>1</script>")) == "<p>x</p>"


@pytest.mark.django_db
def test_blocks_print_their_text_escaped():
    block = ProseBlock()
    value = block.to_python(
        [
            {"type": "heading", "value": "<b>Loud</b>"},
            {"type": "quote", "value": {"text": "So be it", "source": "Minutes", "link": ""}},
            {"type": "callout", "value": {"title": "Careful", "text": "<p>Read this.</p>"}},
        ]
    )

    html = " ".join(block.render(value).split())

    assert "<h2>&lt;b&gt;Loud&lt;/b&gt;</h2>" in html
    assert "<p>So be it</p>" in html
    assert "<figcaption> Minutes </figcaption>" in html
    assert "<h2>Careful</h2> <p>Read this.</p>" in html
