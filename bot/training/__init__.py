"""Training the whole assistant."""
