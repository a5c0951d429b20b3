"""Seats at meetings, and how long guests without an account are kept."""

from .env import env

# An offered seat is held so long for the first in line, less when the start is near.
SEAT_OFFER_HOURS = env.int("SEAT_OFFER_HOURS", default=24)
# Changes of one date within so many minutes are told in one mail.
CHANGE_MAIL_MINUTES = env.int("CHANGE_MAIL_MINUTES", default=10)
# After the date nobody needs a guest's name and address any more.
GUEST_DATA_DAYS = env.int("GUEST_DATA_DAYS", default=30)
