from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal.ui.library import fill, register

CHANNELS = {
    "slack": ("chat", _("Slack")),
    "mailing-list": ("mail", _("Mailing list")),
    "github": ("code", _("Code")),
    "discord": ("chat", _("Discord")),
    "calendar": ("calendar", _("Calendar")),
    "notes": ("notes", _("Notes")),
    "recordings": ("video", _("Recordings")),
    "website": ("globe", _("Website")),
    "other": ("arrow-up-right", _("Link")),
}


@register.simple_block_tag
def facts(content: str) -> SafeString:
    return fill("facts", content=content)


@register.simple_block_tag
def fact(
    content: str,
    *,
    term: str,
    source: str = "",
    source_url: str | None = "",
    seen_on: date | None = None,
) -> SafeString:
    """A fact without content is shown as unknown: nobody has to write that."""
    return fill(
        "fact",
        content=content,
        term=term,
        source=source,
        source_url=source_url,
        seen_on=seen_on,
    )


@register.simple_tag
def source(
    *, source: str = "", source_url: str | None = "", seen_on: date | None = None
) -> SafeString:
    if not source and not source_url:
        return SafeString("")
    return fill("source", source=source, source_url=source_url, seen_on=seen_on)


@register.simple_tag
def person_row(
    *,
    name: str,
    role: str = "",
    handle: str = "",
    affiliation: str = "",
    href: str = "",
    source: str = "",
    source_url: str | None = "",
    seen_on: date | None = None,
    interim: bool = False,
    since: date | None = None,
) -> SafeString:
    """An empty name is a seat whose holder this site does not show; never a guess or left out."""
    return fill(
        "person_row",
        name=name,
        role=role,
        handle=handle,
        affiliation=affiliation,
        href=href,
        source=source,
        source_url=source_url,
        seen_on=seen_on,
        interim=interim,
        since=since,
    )


@register.simple_tag
def channel_row(
    *, kind: str, name: str, url: str = "", is_public: bool = True, is_dead: bool = False
) -> SafeString:
    if kind not in CHANNELS:
        raise ValueError(f"A channel is one of {list(CHANNELS)}, not {kind!r}.")
    drawn, word = CHANNELS[kind]
    return fill(
        "channel_row",
        icon=drawn,
        word=word,
        name=name,
        url=url,
        is_public=is_public,
        is_dead=is_dead,
    )
