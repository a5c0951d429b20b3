"""The few building blocks of prose, the same on every page that an editor writes."""

import nh3
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ul", "ol"]
ALLOWED_TAGS = {"p", "br", "b", "i", "strong", "em", "a", "ul", "ol", "li"}
# Links inside the site are stored as `linktype` and `id`, so they survive a move of their target.
ALLOWED_ATTRIBUTES = {"a": {"href", "linktype", "id"}}
ALLOWED_SCHEMES = {"http", "https", "mailto", "tel"}


def clean_html(source: str) -> str:
    return nh3.clean(
        source,
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        url_schemes=ALLOWED_SCHEMES,
        link_rel=None,
    )


class TextBlock(blocks.RichTextBlock):
    """Rich text that is cleaned on every way into the database, not only the editor's."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": TEXT_FEATURES, **kwargs})

    def get_prep_value(self, value):
        return clean_html(super().get_prep_value(value))


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("What was said"), rows=3)
    source = blocks.CharBlock(
        label=_("Where it was said"),
        required=False,
        max_length=160,
        help_text=_("A document or a meeting. Name a person only if they agreed to it."),
    )
    link = blocks.URLBlock(label=_("Link to it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "prose/quote.html"


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(
        label=_("Image"),
        help_text=_("Say in the alt text what the picture tells, for people who cannot see it."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "prose/picture.html"


class CalloutBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=80)
    text = TextBlock(label=_("Text"), features=["bold", "italic", "link"])

    class Meta:
        icon = "info-circle"
        label = _("Callout")
        template = "prose/callout.html"


class ProseBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(
        label=_("Heading"),
        icon="title",
        max_length=100,
        template="prose/heading.html",
        help_text=_("A few words. Readers jump from heading to heading."),
    )
    text = TextBlock(label=_("Text"), icon="pilcrow", template="prose/text.html")
    quote = QuoteBlock()
    picture = PictureBlock()
    callout = CalloutBlock(help_text=_("One thing nobody should miss. At most one a page."))

    def get_prep_value(self, value):
        """Looks at every block first: Wagtail stores the others as they came."""
        list(value or ())
        return super().get_prep_value(value)
