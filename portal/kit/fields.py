"""Model fields used by several slices."""

from wagtail.fields import StreamField


class ProseField(StreamField):
    """A StreamField whose blocks stay out of migrations: editing a block is not a schema change.

    See torchbox.com, docs/custom-features/migration-friendly-streamfields.md.
    """

    def __init__(self, block_types=(), **kwargs):
        super().__init__(block_types, **kwargs)

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup")
        return name, path, [], kwargs
