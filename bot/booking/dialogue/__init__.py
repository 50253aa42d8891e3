"""The conversation about an appointment: what was said, what is known, what to say next."""
