"""Colours as they are served: text 4.5 to 1 or better, shapes 3 to 1, on every ground they stand on."""

from itertools import pairwise

import pytest

from portal.ui.hues import HUES
from portal.ui.palette import Colour, contrast, palette

WHITE, BLACK = Colour(1, 0, 0), Colour(0, 0, 0)
THEMES = ["light", "dark"]
GROUNDS = ["paper", "sheet", "sunk"]
STATES = ["info", "bad", "ok", "warn"]
TEXTS = ["ink", "ink-quiet", "accent", *STATES]
SHAPES = ["edge", "blaze", *(f"hue-{n}" for n in HUES)]


def test_the_formula_knows_black_and_white():
    assert round(contrast(WHITE, BLACK), 2) == 21


def test_the_formula_agrees_with_a_colour_worked_out_elsewhere():
    # #767676, the lightest grey that is text on white.
    assert round(contrast(Colour(0.5683, 0, 0), WHITE), 1) == 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_can_be_read(theme, ground, text):
    assert contrast(palette()[text][theme], palette()[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_can_be_seen(theme, ground, shape):
    assert contrast(palette()[shape][theme], palette()[ground][theme]) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("on-blaze", "blaze"),
        ("on-blaze", "blaze-strong"),
        ("paper", "ink"),
        ("ink", "accent-soft"),
        ("ink-quiet", "contour"),
    ],
)
def test_text_on_coloured_grounds_can_be_read(theme, text, ground):
    assert contrast(palette()[text][theme], palette()[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_states_differ_in_lightness_and_not_only_in_hue(theme):
    lightness = sorted(palette()[state][theme].lightness for state in STATES)

    assert min(b - a for a, b in pairwise(lightness)) >= 0.035


@pytest.mark.parametrize("theme", THEMES)
def test_the_twelve_hues_are_equal_but_for_their_hue(theme):
    hues = [palette()[f"hue-{n}"][theme] for n in HUES]

    assert len({(c.lightness, c.chroma) for c in hues}) == 1
    assert [round(c.hue) for c in hues] == list(range(18, 360, 30))


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_else_has_the_colour_of_the_next_action(theme):
    blaze = palette()["blaze"][theme]
    others = [name for name in palette() if not name.startswith("blaze")]

    assert [n for n in others if palette()[n][theme].chroma >= blaze.chroma] == []


@pytest.mark.parametrize("theme", THEMES)
def test_every_screen_can_show_every_colour(theme):
    assert [n for n, c in palette().items() if not c[theme].is_shown_by_every_screen()] == []
