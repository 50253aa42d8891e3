"""The custom actions: what the assistant does besides saying a fixed text."""
