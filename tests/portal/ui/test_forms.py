"""Forms name the field, say the way out, and wire both for people who listen to the page."""

from django import forms
from django.template import Context, Template


class OpeningForm(forms.Form):
    title = forms.CharField(help_text="A few words.")
    day = forms.ChoiceField(choices=[("mon", "Monday")], widget=forms.RadioSelect)
    secret = forms.CharField(widget=forms.HiddenInput, initial="s")


def shown(source: str, form) -> str:
    html = Template("{% load ui %}" + source).render(Context({"form": form}))
    return " ".join(html.split()).replace("> <", "><")


def test_a_field_is_label_help_error_and_input_in_this_order():
    html = shown("{% field field=form.title %}", OpeningForm({"day": "mon", "secret": "s"}))

    positions = [html.index(part) for part in ("<label", "helptext", "field-errors", "<input")]
    assert positions == sorted(positions)


def test_help_and_error_are_read_with_the_input():
    html = shown("{% field field=form.title %}", OpeningForm({}))

    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html


def test_choices_are_a_group_with_a_legend():
    html = shown("{% field field=form.day %}", OpeningForm())

    assert html.startswith('<fieldset class="field"><legend>Day</legend>')


def test_a_whole_form_renders_its_hidden_fields_once():
    assert shown("{{ form }}", OpeningForm()).count('type="hidden"') == 1


def test_the_summary_links_every_error_to_its_field():
    html = shown("{% form_errors form=form %}", OpeningForm({"secret": "s"}))

    assert '<a href="#id_title">Title: This field is required.</a>' in html
    assert 'role="alert"' in html


def test_a_form_without_errors_has_no_summary():
    assert shown("{% form_errors form=form %}", OpeningForm()) == ""
