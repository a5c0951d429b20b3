import factory
from factory.django import DjangoModelFactory

from initiatives.models import Change, Initiative, Parent, RoleHolding, StageRecord, Topic


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic
        django_get_or_create = ["slug"]

    slug = factory.Sequence("topic-{}".format)
    name = factory.LazyAttribute(lambda topic: topic.slug.replace("-", " ").capitalize())


class InitiativeFactory(DjangoModelFactory):
    """A listed working group; `stage`, `parent` and `topics` make the rows beside it."""

    class Meta:
        model = Initiative
        skip_postgeneration_save = True

    slug = factory.Sequence("group-{}".format)
    name = factory.LazyAttribute(lambda group: group.slug.replace("-", " ").title())
    kind = "working-group"
    summary = "Keeps one small thing in good order."

    @factory.post_generation
    def stage(self, create, stage):
        if stage:
            StageRecord.objects.create(initiative=self, stage=stage)

    @factory.post_generation
    def parent(self, create, parent):
        if parent:
            Parent.objects.create(initiative=self, parent=parent)

    @factory.post_generation
    def topics(self, create, topics):
        if topics:
            self.topics.add(*topics)


class RoleFactory(DjangoModelFactory):
    class Meta:
        model = RoleHolding

    initiative = factory.SubFactory(InitiativeFactory)
    role = "co-chair"
    holder_name = factory.Sequence("Holder {}".format)


class ChangeFactory(DjangoModelFactory):
    class Meta:
        model = Change

    initiative = factory.SubFactory(InitiativeFactory)
    kind = "stage"
    before = "sandbox"
    after = "incubating"
