"""The chat page and what it loads."""
