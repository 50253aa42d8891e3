"""The order of statuses, and who a sender is."""

from __future__ import annotations

import pytest

from bot.gateway.whatsapp.sender import Sender
from bot.gateway.whatsapp.status import Status


def test_statuses_rise_from_sent_to_played() -> None:
    assert Status.SENT < Status.DELIVERED < Status.READ < Status.PLAYED


def test_a_failure_ends_what_was_sent_but_not_what_arrived() -> None:
    assert Status.SENT < Status.FAILED < Status.DELIVERED


def test_a_sender_is_known_by_the_bsuid_before_the_phone_number() -> None:
    assert Sender("HK.1", "85255500001").key == "HK.1"
    assert Sender(None, "85255500001").key == "85255500001"


def test_a_sender_without_bsuid_and_phone_number_cannot_be() -> None:
    with pytest.raises(ValueError, match="BSUID or a phone number"):
        Sender(None, None, "Wong")
