class NotAsSeen(Exception):
    """Letters to many would go that nobody has looked at, or others than those that were."""
