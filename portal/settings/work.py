"""Openings, tasks, work on GitHub: how long a word holds, whom trackers are asked as."""

from .env import env

# Days. An opening or task nobody has touched for so long hides itself.
OPENING_FRESH_DAYS = env.int("OPENING_FRESH_DAYS", default=90)
TASK_FRESH_DAYS = env.int("TASK_FRESH_DAYS", default=90)
# A claim is a lease: its person is warned once, then somebody else may take the task.
TASK_LEASE_DAYS = env.int("TASK_LEASE_DAYS", default=7)
TASK_WARN_DAYS = env.int("TASK_WARN_DAYS", default=5)
TASK_REST_DAYS = env.int("TASK_REST_DAYS", default=7)
TASK_REVIEW_DAYS = env.int("TASK_REVIEW_DAYS", default=14)
# So long an account takes no task before its person did anything else here; 0 asks it of nobody.
TASK_NEW_DAYS = env.int("TASK_NEW_DAYS", default=7)
# So many people of a group should be able to look at what is shown for a step before a path with
# one is published. Where nobody leads it and it named fewer, the foundation looks too, and one of
# theirs is enough.
LEAST_VERIFIERS = max(env.int("LEAST_VERIFIERS", default=2), 1)
# Days after which a step that nobody's work on GitHub completes is told to who leads its path.
RULE_SILENT_DAYS = env.int("RULE_SILENT_DAYS", default=60)
# Any secret word: one walk of a path in ten, drawn by it, gets no reminders, and the foundation
# reads whether they help. Another word draws anew; empty, nobody is left out.
HOLD_BACK_KEY = env("HOLD_BACK_KEY", default="")
# How often one repository is asked; without a token GitHub answers 60 requests an hour in all.
TASK_READ_HOURS = env.int("TASK_READ_HOURS", default=6)
GITHUB_TOKEN = env("GITHUB_TOKEN", default="")
# Minutes after which GitHub is asked, with the token, for what its deliveries may have missed.
GITHUB_POLL_MINUTES = env.int("GITHUB_POLL_MINUTES", default=60)
# What GitHub signs its deliveries with; the old one holds too while a new one takes its place.
GITHUB_WEBHOOK_SECRETS = [
    secret
    for name in ("GITHUB_WEBHOOK_SECRET", "GITHUB_WEBHOOK_SECRET_OLD")
    if (secret := env(name, default=""))
]
