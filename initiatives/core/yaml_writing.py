"""YAML of plain mappings, lists and scalars, as PyYAML writes it and twenty times as fast."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import yaml

# Text that is itself in YAML: it begins with a letter, and no sign in it can mean anything.
ITSELF = re.compile(r"[A-Za-z](?:[A-Za-z0-9_/.,()&+=;-]| (?=[A-Za-z0-9(&+=_])|:(?=[A-Za-z0-9/]))*")
WORDS_WITH_A_MEANING = {"yes", "no", "true", "false", "on", "off", "null"}
WIDTH = 100_000


def yaml_item(mapping: Mapping[str, Any]) -> str:
    """One entry of a list."""
    return "- " + yaml_mapping(mapping, "  ").removeprefix("  ")


def yaml_mapping(mapping: Mapping[str, Any], indent: str = "") -> str:
    return "".join(yaml_pair(key, value, indent) for key, value in mapping.items())


def yaml_pair(key: str, value: Any, indent: str) -> str:
    start = f"{indent}{scalar(key)}:"
    if isinstance(value, Mapping) and value:
        return f"{start}\n{yaml_mapping(value, indent + '  ')}"
    if isinstance(value, list) and value:
        return f"{start}\n{''.join(item(one, indent) for one in value)}"
    text = scalar(value)
    if "\n" in text:
        text = re.sub(r"\n(?=[^\n])", f"\n{indent}", text)
    return f"{start} {text}\n"


def item(value: Any, indent: str) -> str:
    if isinstance(value, Mapping) and value:
        return f"{indent}- {yaml_mapping(value, indent + '  ').removeprefix(indent + '  ')}"
    return f"{indent}- {scalar(value)}\n"


def scalar(value: Any) -> str:
    if isinstance(value, str):
        return text_scalar(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping | list):
        return "[]" if isinstance(value, list) else "{}"
    return value.isoformat() if isinstance(value, date) else str(value)


@lru_cache(maxsize=4096)
def text_scalar(text: str) -> str:
    if ITSELF.fullmatch(text) and text.lower() not in WORDS_WITH_A_MEANING:
        return text
    dumped = yaml.dump({"k": text}, Dumper=Writer, allow_unicode=True, width=WIDTH)
    return dumped.removeprefix("k: ").removesuffix("\n")


class Writer(yaml.SafeDumper):
    """The pure emitter, never libyaml's: both must give the same bytes on every machine."""


def write_text(dumper: Writer, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


Writer.add_representer(str, write_text)
