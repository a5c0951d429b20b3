"""The measure that travels between machines: one pass that touches every pair once."""

import time

import numpy as np

TOUCHES = 200


def touch(size: tuple[int, int]) -> float:
    """CPU seconds of one 16-bit addition to every pair, in cache, a row of mentors at a time."""
    mentees, mentors = size
    row, other = np.zeros(mentors, np.uint16), np.ones(mentors, np.uint16)
    rows = max(1, 20_000 // mentors)  # long enough for the addition to outweigh its call
    block, added = np.tile(row, rows), np.tile(other, rows)
    began = time.process_time()
    for _ in range(TOUCHES):
        np.add(block, added, out=block)
    return (time.process_time() - began) / (TOUCHES * rows) * mentees
