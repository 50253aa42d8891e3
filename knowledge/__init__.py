"""What the clinic knows, and how it is found again."""
