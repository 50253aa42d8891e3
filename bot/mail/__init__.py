"""Confirming appointments by e-mail: the mails that wait, what they say, and their way out."""
