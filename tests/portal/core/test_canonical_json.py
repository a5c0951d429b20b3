"""The bytes of RFC 8785, by its own examples."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.canonical_json import canonical

WEIRD = r"""{
  "\u20ac": "Euro Sign",
  "1": "One",
  "\u0080": "Control\u007f",
  "\ud83d\ude02": "Smiley",
  "\u00f6": "Latin Small Letter O With Diaeresis",
  "\ufb33": "Hebrew Letter Dalet With Dagesh",
  "</script>": "Browser Challenge"
}"""
WEIRD_WRITTEN = (
    '{"1":"One","</script>":"Browser Challenge","\u0080":"Control\u007f",'
    '"\u00f6":"Latin Small Letter O With Diaeresis","\u20ac":"Euro Sign",'
    '"\U0001f602":"Smiley","\ufb33":"Hebrew Letter Dalet With Dagesh"}'
)
# Section 3.2.2: the string of the example, and the literals.
ESCAPED = (
    r'{"string":"\u20ac$\u000F\u000aA\u0027\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}'
)
ESCAPED_WRITTEN = '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'


@pytest.mark.parametrize(
    ("said", "written"),
    [
        (WEIRD, WEIRD_WRITTEN),
        (ESCAPED, ESCAPED_WRITTEN),
        ('{ "b" : [ "é" , null ], "a" : true }', '{"a":true,"b":["é",null]}'),
        (r'"\b\t\n\f\r\u001F\u007f"', '"\\b\\t\\n\\f\\r\\u001f\u007f"'),
        ('[-0, 9007199254740991, [], {}, ""]', '[0,9007199254740991,[],{},""]'),
    ],
)
def test_it_is_written_as_the_standard_says(said, written):
    assert canonical(json.loads(said)) == written.encode()


@pytest.mark.parametrize("value", [0.5, {"a": [1, {"b": 2.0}]}, [1.5], 2**53, (-(2**53),)])
def test_what_programs_may_write_differently_cannot_be_sealed(value):
    with pytest.raises(TypeError, match="whole numbers"):
        canonical(value)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES)
def test_what_is_read_again_is_written_the_same(value):
    assert json.loads(canonical(value)) == value
    assert canonical(json.loads(canonical(value))) == canonical(value)
