"""Keeping Python's garbage collector from looking again and again at what lives as long as the process."""

from __future__ import annotations

import gc


def leave_out_of_collection() -> None:
    """Call once everything is loaded: what is there now is never garbage.

    Rasa's process holds some millions of objects; a full collection in the middle of a message
    takes longer than the message.
    """
    gc.collect()
    gc.freeze()
