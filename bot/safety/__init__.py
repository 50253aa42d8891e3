"""Red flags: noticed in every message before anything else, answered with fixed texts."""
