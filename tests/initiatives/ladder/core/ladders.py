"""A ladder as a lead would write it, for every test of this slice."""

from initiatives.ladder.core.ladder_text import read_ladder

TEXT = """\
return_months: 12
rungs:
  - key: member
    title: Member
    brings: Is named on our page and asked for reviews.
    asks:
      - months_with_us: 1
      - said: You have read our guide for contributors
    objection_days: 3
  - key: reviewer
    title: Reviewer
    brings: Reviews changes; a review of theirs counts.
    asks:
      - months_below: 3
      - meetings: 2
      - work: 2
        what: reviews of changes by others
    sponsors:
      count: 2
      organisations: 2
      rung: reviewer
    objection_days: 7
  - key: maintainer
    title: Maintainer
"""
LADDER = read_ladder(TEXT)
MEMBER, REVIEWER, MAINTAINER = LADDER.rungs
