"""Pages written in a file, for the first start and the demo."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import uuid4

import yaml
from django.utils.html import format_html_join
from wagtail.models import Page

Blocks = list[dict[str, Any]]


def read_pages(*, path: Path, names: Mapping[str, str] = MappingProxyType({})) -> list[dict]:
    """Entries with a `body` as Wagtail stores it; `{foundation}` stands for its name."""
    text = path.read_text(encoding="utf-8")
    for name, value in names.items():
        text = text.replace("{" + name + "}", value)
    return [{**entry, "body": stored(entry["body"])} for entry in yaml.safe_load(text)]


def stored(blocks: Blocks) -> Blocks:
    """A block in a file is a mapping of one key: `heading: Where we stand`."""
    return [
        {"type": kind, "value": value(kind, content), "id": str(uuid4())}
        for block in blocks
        for kind, content in block.items()
    ]


def value(kind: str, content: Any) -> Any:
    if kind == "text":
        return paragraphs(content)
    if kind == "callout":
        return {**content, "text": paragraphs(content["text"])}
    return content


def paragraphs(text: str) -> str:
    """HTML as it is; plain text as paragraphs between blank lines."""
    if text.lstrip().startswith("<"):
        return text
    return format_html_join("", "<p>{}</p>", ((part,) for part in text.strip().split("\n\n")))


def publish_page(*, page: Page, below: Page, **texts: Any) -> None:
    """Give a page its texts and publish it; a page that is not stored yet goes `below` another."""
    for name, text in texts.items():
        setattr(page, name, text)
    if page.pk is None:
        page.live = False
        below.add_child(instance=page)
    page.save_revision().publish()
