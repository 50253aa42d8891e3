"""What the assistant keeps: conversations, their messages, and how both are erased."""
