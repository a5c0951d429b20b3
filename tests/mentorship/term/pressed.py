"""A page as somebody without a script uses it: what is filled in already, and the buttons."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Button:
    label: str
    name: str
    value: str


@dataclass
class Form:
    """`filled` is what would be sent now; `choices` what a field lets one choose, `words` under
    which names a list does."""

    action: str
    method: str
    filled: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, set[str]] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    buttons: list[Button] = field(default_factory=list)

    def typed(self, **typed: object) -> dict[str, list[str]]:
        """Filled in by somebody who can only type into what is there, and choose what is offered."""
        data = dict(self.filled)
        for name, said in typed.items():
            values = [str(one) for one in said] if isinstance(said, list) else [str(said)]
            assert name in self.choices or name in self.filled, f"no field {name}: {self.names()}"
            offered = self.choices.get(name)
            assert not offered or offered >= set(values), f"{name} offers {sorted(offered)}"
            data[name] = values
        return data

    def names(self) -> list[str]:
        return sorted({*self.filled, *self.choices})


class FormReader(HTMLParser):
    """Also of fields and buttons that name the form they belong to."""

    def __init__(self, html: str):
        super().__init__()
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.here: Form | None = None
        self.select: tuple[Form, str, bool] | None = None
        self.option: tuple[Form, str, str] | None = None
        self.area: tuple[Form, str] | None = None
        self.button: tuple[Form, Button] | None = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.here = Form(said.get("action", ""), said.get("method", "get").lower())
            self.forms.append(self.here)
            if "id" in said:
                self.by_id[said["id"]] = self.here
            return
        form = self.by_id.get(said.get("form", "")) or self.here
        if form is None or "disabled" in said:
            return
        if tag == "input":
            self.read_input(form, said)
        elif tag == "textarea":
            form.filled[said["name"]] = [""]
            self.area = (form, said["name"])
        elif tag == "select":
            self.select = (form, said["name"], "multiple" in said)
            form.choices[said["name"]] = set()
        elif tag == "option" and self.select:
            self.read_option(said)
        elif tag == "button":
            found = Button("", said.get("name", ""), said.get("value", ""))
            form.buttons.append(found)
            self.button = (form, found)

    def read_input(self, form: Form, said: dict[str, str]) -> None:
        kind, name, value = said.get("type", "text"), said.get("name", ""), said.get("value", "")
        if kind == "submit":
            form.buttons.append(Button(value, name, value))
        elif kind in {"checkbox", "radio"}:
            value = said.get("value", "on")
            form.choices.setdefault(name, set()).add(value)
            if "checked" in said:
                form.filled.setdefault(name, []).append(value)
        elif name:
            form.filled.setdefault(name, []).append(value)

    def read_option(self, said: dict[str, str]) -> None:
        form, name, is_multiple = self.select
        value = said.get("value", "")
        is_first = not form.choices[name]
        form.choices[name].add(value)
        self.option = (form, name, value)
        if "selected" in said and is_multiple:
            form.filled.setdefault(name, []).append(value)
        elif "selected" in said or (is_first and not is_multiple):
            form.filled[name] = [value]

    def handle_endtag(self, tag):
        if tag == "form":
            self.here = None
        elif tag == "select":
            self.select = None
        elif tag == "option":
            self.option = None
        elif tag == "textarea":
            self.area = None
        elif tag == "button" and self.button:
            found = self.button[1]
            found.label = " ".join(found.label.split())
            self.button = None

    def handle_data(self, data):
        if self.area:
            form, name = self.area
            form.filled[name] = [form.filled[name][0] + data]
        elif self.option:
            form, name, value = self.option
            form.words.setdefault(name, {})[data.strip()] = value
        elif self.button:
            self.button[1].label += data


def buttons(html: str) -> Iterator[tuple[Form, Button]]:
    for form in FormReader(html).forms:
        for button in form.buttons:
            yield form, button


def button_that_says(
    html: str, label: str, *, where: dict[str, str] | None = None
) -> tuple[Form, Button]:
    """The first one in a form where this is filled in."""
    found = list(buttons(html))
    for form, button in found:
        filled = {name: values[0] for name, values in form.filled.items() if values}
        if button.label == label and filled.items() >= (where or {}).items():
            return form, button
    raise AssertionError(f"no button “{label}” among {[button.label for _, button in found]}")
