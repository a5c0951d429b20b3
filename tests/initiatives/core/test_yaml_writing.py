"""Our writer and PyYAML give the same bytes for anything a catalogue can hold."""

from datetime import date

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from initiatives.core.catalog_writer import clean
from initiatives.core.yaml_writing import WIDTH, Writer, yaml_item, yaml_mapping

letters = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.sampled_from(
    " :#-,'\n&*!"
)
texts = st.text(letters, max_size=20).map(clean)
lines = texts.map(lambda text: text.replace("\n", " ")).filter(bool)
scalars = lines | st.integers(0, 99) | st.booleans() | st.dates()


class SlowWriter(Writer):
    def ignore_aliases(self, data):
        return True


def slowly(value) -> str:
    return yaml.dump(
        value,
        Dumper=SlowWriter,
        sort_keys=False,
        allow_unicode=True,
        width=WIDTH,
        default_flow_style=False,
    )


def mappings(values):
    return st.dictionaries(lines, values, max_size=4)


leaves = mappings(scalars | texts | st.lists(scalars, max_size=3))
trees = mappings(scalars | texts | leaves | st.lists(leaves, max_size=3)).filter(bool)


@settings(deadline=None)
@example({"is": True, "on": date(2026, 5, 7), "many": 3, "none": [], "mapping": {}})
@given(trees)
def test_it_writes_what_pyyaml_writes(tree):
    assert yaml_mapping(tree) == slowly(tree)
    assert yaml_item(tree) == slowly([tree])


@pytest.mark.parametrize(
    "text",
    [
        *("no", "Yes", "null", "~", "", "1e3", "2026-05-07", "12:30", "a: b", "a #b", "a:", "a "),
        *("https://a.example/x?y=1#z", "C++", "- a", "a, b", "it's", '"', "=", "<<", "x  y", "a -"),
        *("a\nb", "a\n\n b\n c", "é", "😀", "a:\nb"),
    ],
)
def test_words_that_mean_something_elsewhere(text):
    for value in (text, [text], {"k": text}):
        assert yaml_mapping({"a": value}) == slowly({"a": value})
