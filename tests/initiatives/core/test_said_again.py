"""Words kept of a disputed fact are read like those of a file, lists and mappings too."""

from initiatives.core.said_again import node
from initiatives.core.yaml_tree import Mapping, Scalar, Sequence


def test_words_become_what_a_file_would_hold():
    told = node({"names": ["A"], "is_open": True})
    assert isinstance(told, Mapping)
    names = told.items["names"]
    assert isinstance(names, Sequence)
    assert names.items == (Scalar("A", is_plain=False, line=1),)
    assert told.items["is_open"] == Scalar("true", is_plain=True, line=1)
