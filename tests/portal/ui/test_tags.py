"""The tag library refuses what it does not know, at compile time, and escapes what it shows."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from portal.ui.templatetags.ui import register

AT = datetime(2026, 3, 5, 16, tzinfo=UTC)


def shown(source: str, **context) -> str:
    """HTML without the white space between its parts."""
    html = Template("{% load ui %}" + source).render(Context(context))
    return " ".join(html.split()).replace("> <", "><")


def test_a_misspelt_prop_is_refused_before_any_page_is_shown():
    with pytest.raises(TemplateSyntaxError, match="unexpected keyword argument 'titel'"):
        Template("{% load ui %}{% card titel='x' %}{% endcard %}")


def test_a_missing_prop_is_refused_before_any_page_is_shown():
    with pytest.raises(TemplateSyntaxError, match=r"did not receive value.*'href'"):
        Template("{% load ui %}{% link_button label='x' %}")


@pytest.mark.parametrize("name", sorted(register.tags))
def test_every_tag_refuses_positional_props(name):
    end = f"{{% end{name} %}}"
    for source in (f"{{% {name} 'x' 'y' %}}", f"{{% {name} 'x' 'y' %}}{end}"):
        with pytest.raises(TemplateSyntaxError):
            Template("{% load ui %}" + source)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("{% icon name='heart' %}", "No icon is called 'heart'"),
        ("{% blaze kind='lost' %}", "A blaze is one of"),
        ("{% stage stage='retired' %}", "A stage is one of"),
        ("{% tag label='x' kind='new' %}", "A tag is one of"),
        ("{% tag label='x' hue=13 %}", "A hue is a number from 1 to 12"),
        ("{% button label='x' kind='primary' %}", "A button is one of"),
        ("{% banner kind='error' %}{% endbanner %}", "A banner is one of"),
        ("{% channel_row kind='irc' name='x' %}", "A channel is one of"),
        ("{% step title='x' state='late' %}{% endstep %}", "A step is one of"),
    ],
)
def test_a_value_out_of_the_vocabulary_is_refused(source, complaint):
    with pytest.raises(ValueError, match=complaint):
        shown(source)


def test_props_are_escaped():
    assert shown("{% tag label=text %}", text="<b>") == '<span class="tag">&lt;b&gt;</span>'


def test_the_content_of_a_block_stays_markup():
    html = shown("{% fact term='Stage' %}<b>x</b>{% endfact %}")

    assert html == '<div class="fact"><dt>Stage</dt><dd><b>x</b></dd></div>'


def test_a_fact_nobody_knows_says_so():
    html = shown("{% fact term='Lead' %} {% endfact %}")

    assert html == (
        '<div class="fact"><dt>Lead</dt><dd><span class="unknown">unknown</span></dd></div>'
    )


def test_a_seat_without_a_name_is_shown_and_not_left_out():
    assert '<span class="unknown">name not shown here</span>' in shown(
        "{% person_row name='' role='Chair' %}"
    )


def test_an_arrow_stands_behind_the_words():
    html = shown("{% link_button label='Next' href='/x/' icon='arrow' %}")

    assert html.index("Next") < html.index("icon-arrow")


def test_a_moment_is_yours_first_and_theirs_beside_it():
    html = shown(
        "{% moment at=at until=until zone='Europe/Berlin' group_zone='America/New_York' %}",
        at=AT,
        until=AT + timedelta(hours=1),
    )

    assert html == (
        '<span class="moment"><time class="moment-yours" datetime="2026-03-05T16:00:00Z"'
        ' data-until="2026-03-05T17:00:00Z" data-zone="America/New_York">'
        '<span class="moment-day">Thu 5 Mar</span><b>17:00–18:00</b></time>'
        '<span class="moment-zone">Berlin time</span>'
        '<span class="moment-theirs">11:00 New York time</span></span>'
    )


def test_without_a_known_zone_the_groups_time_stands_and_the_script_may_relabel_it():
    html = shown("{% moment at=at group_zone='America/New_York' %}", at=AT)

    assert html == (
        '<span class="moment"><time class="moment-yours" datetime="2026-03-05T16:00:00Z"'
        ' data-zone="America/New_York" data-local>'
        '<span class="moment-day">Thu 5 Mar</span><b>11:00</b></time>'
        '<span class="moment-zone">New York time</span></span>'
    )


def test_pages_keep_the_other_filters():
    request = RequestFactory().get("/initiatives/?kind=sig&page=2")
    html = shown(
        "{% pagination page=page %}", page=Paginator(range(30), 10).page(2), request=request
    )

    assert 'href="/initiatives/?kind=sig&amp;page=3" rel="next"' in html


def test_one_page_needs_no_pagination():
    request = RequestFactory().get("/initiatives/")

    assert (
        shown("{% pagination page=page %}", page=Paginator([1], 10).page(1), request=request) == ""
    )


def test_a_question_without_an_answer_to_choose_is_not_asked():
    tag = "{% facet legend='Topic' name='topic' options=options folds=True %}"
    nobody_has = [option(n, count=0) for n in range(9)]
    assert shown(tag, options=[]) == shown(tag, options=nobody_has) == ""
    assert "<legend>Topic</legend>" in shown(tag, options=[*nobody_has, option(9, count=1)])


def option(number: int, *, count: int):
    return SimpleNamespace(value=number, label=f"Topic {number}", count=count, chosen=False)


def test_a_zone_nobody_knows_is_named_and_corrected():
    request = RequestFactory().get("/events/?tz=Mars/Base&kind=meeting")
    html = shown("{% zone_note zone=None %}", request=request)

    assert "We don’t know a time zone called “Mars/Base”" in html
    assert '<input type="hidden" name="kind" value="meeting">' in html
