"""Facts for machines inside a page (JSON-LD): data, which no browser runs and no CSP concerns."""

import json
from typing import Any

from django.utils.safestring import SafeString

# Titles are typed by people: none may end the element or begin another.
ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


def json_ld(facts: dict[str, Any]) -> SafeString:
    """Empty facts are left out."""
    said = {"@context": "https://schema.org"} | facts
    told = {name: fact for name, fact in said.items() if fact not in ("", None, [])}
    text = json.dumps(told, ensure_ascii=False).translate(ESCAPES)
    return SafeString(f'<script type="application/ld+json">{text}</script>')
