from datetime import date

import factory
from factory.django import DjangoModelFactory

from initiatives.models import (
    Change,
    Initiative,
    Opening,
    Parent,
    RoleHolding,
    StageRecord,
    Task,
    TaskSource,
    Topic,
)
from portal.kit import clock
from portal.people.models import Skill


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


class OpeningFactory(DjangoModelFactory):
    """Wanted until the end of 2030; `skills` are pairs of a skill's slug and how it is needed."""

    class Meta:
        model = Opening
        skip_postgeneration_save = True

    initiative = factory.SubFactory(InitiativeFactory)
    title = factory.Sequence("Opening {}".format)
    role = "docs"
    fresh_until = date(2030, 12, 31)

    @factory.post_generation
    def skills(self, create, skills):
        for slug, need in skills or ():
            self.skills.create(skill=Skill.objects.get(slug=slug), need=need)


class TaskSourceFactory(DjangoModelFactory):
    class Meta:
        model = TaskSource

    initiative = factory.SubFactory(InitiativeFactory)
    repository = factory.Sequence("example/repository-{}".format)


class TaskFactory(DjangoModelFactory):
    """Free to take, and touched on the day the clock of the tests stands at."""

    class Meta:
        model = Task
        skip_postgeneration_save = True

    initiative = factory.SubFactory(InitiativeFactory)
    repository = "example/tracker"
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence("Task {}".format)
    url = factory.LazyAttribute(
        lambda task: f"https://github.com/{task.repository}/issues/{task.number}"
    )
    opened_at = factory.LazyFunction(clock.now)
    changed_at = factory.LazyFunction(clock.now)
    seen_at = factory.LazyFunction(clock.now)

    @factory.post_generation
    def skills(self, create, skills):
        self.skills.add(*Skill.objects.filter(slug__in=skills or ()))
