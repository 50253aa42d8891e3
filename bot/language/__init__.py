"""Which language a message is in, and so which language its answer is in."""
