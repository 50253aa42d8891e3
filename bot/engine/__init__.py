"""The dialogue engine as the gateway sees it."""
