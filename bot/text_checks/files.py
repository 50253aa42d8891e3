"""Which file is checked how."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from bot.settings import PROJECT
from bot.text_checks.dialogue import check_dialogue_texts
from bot.text_checks.gateway import check_gateway_texts, check_privacy
from bot.text_checks.mail import check_calendar_texts, check_mail_texts
from bot.text_checks.whatsapp import (
    check_graph_errors,
    check_notices,
    check_phone_locales,
    check_reminders,
    check_whatsapp_texts,
    check_wishes,
)
from bot.text_checks.words import check_words
from knowledge.source_file import Entry, SourceError, read_yaml

CHECKS: Final[Mapping[str, Callable[[Entry], None]]] = {
    "bot/booking/calendar_file.yml": check_calendar_texts,
    "bot/booking/dialogue/names.yml": check_words,
    "bot/booking/dialogue/services.yml": check_words,
    "bot/booking/dialogue/texts.yml": check_dialogue_texts,
    "bot/booking/dialogue/words.yml": check_words,
    "bot/gateway/privacy.yml": check_privacy,
    "bot/gateway/texts.yml": check_gateway_texts,
    "bot/gateway/whatsapp/graph_errors.yml": check_graph_errors,
    "bot/gateway/whatsapp/notices.yml": check_notices,
    "bot/gateway/whatsapp/phone_locales.yml": check_phone_locales,
    "bot/gateway/whatsapp/reminders.yml": check_reminders,
    "bot/gateway/whatsapp/texts.yml": check_whatsapp_texts,
    "bot/gateway/whatsapp/wishes.yml": check_wishes,
    "bot/mail/texts.yml": check_mail_texts,
}


def text_problems(project: Path = PROJECT) -> Iterator[str]:
    """The first thing in each file that cannot be used, with file, line and reason."""
    for name, check in CHECKS.items():
        try:
            check(read_yaml(project / name))
        except SourceError as error:
            yield str(error)
        except OSError as error:
            yield str(SourceError(project / name, 1, f"the file cannot be read: {error.strerror}"))
