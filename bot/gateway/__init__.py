"""The public process: the chat API, the chat page, health and metrics."""
