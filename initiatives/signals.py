"""Sent inside the transaction of the change; receivers are three lines and call an action."""

from django.dispatch import Signal

# initiative: whose role rows were created, ended, claimed or taken down.
role_changed = Signal()

# fingerprints: of a name and handle that left the catalogue, for slices with texts of their own.
name_taken_down = Signal()

# people: ids of whose claims of tasks have just ended as done.
tasks_done = Signal()

# initiative: whose rights to edit were projected, for slices with pages below its story.
rights_projected = Signal()

# Asked, not told. on: a day; receivers return a `catalogue_column.Column` of what groups are found
# by that day: facets the catalogue knows, "starts", the instants of meetings in the four weeks from
# then, and "dates", how many those are.
gather_catalogue_columns = Signal()

# Asked, not told. initiative, now: a receiver returns a `core.health.MeetingRecord`.
gather_meeting_record = Signal()

# Asked, not told. now: receivers return a Q that picks the groups with a meeting to come.
gather_meeting_groups = Signal()

# Asked once a process. group: stands for whichever group a page is about; receivers return a
# `queries.group_rows.MoreRows` of a slice above, to be read in the one query of a group's page.
gather_group_rows = Signal()
