"""``python -m actions``: serves the custom actions to Rasa, on loopback."""

from __future__ import annotations

import sys
import warnings
from typing import Any

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import Sanic

from actions.action import LocalAction
from actions.answer_question import AnswerQuestion
from actions.appointment_form import AppointmentForm
from actions.hand_over import HandOver
from actions.my_data import AskDelete, DeleteMyData, KeepMyData
from actions.prepare import prepare_blueprint
from actions.switch_language import SwitchLanguage
from bot.booking.desk import BookingDesk
from bot.booking.dialogue.dialogue import Dialogue
from bot.booking.when import Judge, read_all_grammars
from bot.booking.when.judge.judge import load_judge
from bot.clock import Clock
from bot.garbage import leave_out_of_collection
from bot.logs import configure_logs
from bot.settings import SettingError, Settings
from knowledge.encoder_choice import load_encoder
from knowledge.library import Library
from knowledge.source_file import SourceError
from knowledge.watcher import Watcher


def main() -> int:
    """Serve until SIGTERM or SIGINT; the exit code is 2 when a file or setting cannot be used."""
    try:
        settings = Settings.from_environment()
        configure_logs("actions", settings.log_level)
        judge = load_judge(settings.var)
        library = Library(load_encoder(settings.encoder), settings.var)
    except (SettingError, SourceError) as error:
        print(error, file=sys.stderr)
        return 2
    except FileNotFoundError as error:
        print(f"{error.filename} is missing; train first: make train", file=sys.stderr)
        return 2
    Watcher(library).start()
    app = build(library, Clock.from_environment(), settings, judge)
    read_all_grammars()
    leave_out_of_collection()
    app.run(host="127.0.0.1", port=settings.actions_port, single_process=True, motd=False, access_log=False)
    return 0


class LocalActionExecutor(ActionExecutor):
    """Runs actions that never read the domain, so that Rasa need not send it with each call."""

    def update_and_return_domain(self, payload: dict[str, Any], action_name: str) -> dict[str, Any]:
        """No domain; rasa-sdk would ask for it with a status that Rasa 3.6 does not know."""
        return {}


def build(library: Library, clock: Clock, settings: Settings, judge: Judge | None = None) -> Sanic:
    """The action server with every action registered; it opens the booking desk when it starts."""
    # Rasa 3.6 beside rasa-sdk 3.21 was checked; the warning would come with every call.
    warnings.filterwarnings("ignore", message="Your versions of rasa and rasa_sdk")
    executor = LocalActionExecutor()
    desk = BookingDesk(settings, lambda: library.retriever.index.catalogue.clinic, clock)
    for action in all_actions(library, clock, desk, settings.public_address, judge):
        executor.register_action(action)
    app = create_app(executor, cors_origins=[])
    app.register_listener(lambda *_: desk.open(), "before_server_start")
    app.register_listener(lambda *_: desk.close(), "after_server_stop")
    app.blueprint(prepare_blueprint(library.retriever))
    return app


def all_actions(
    library: Library, clock: Clock, desk: BookingDesk, address: str, judge: Judge | None = None
) -> list[LocalAction]:
    """Every custom action, with what it needs; ``address`` is where visitors reach the gateway."""
    retriever = library.retriever
    dialogue = Dialogue(desk, lambda: retriever.index.catalogue.clinic, clock, address, judge)
    hand_over = HandOver(retriever, clock)
    return [
        AnswerQuestion(retriever, dialogue),
        AppointmentForm(dialogue, retriever, hand_over),
        AskDelete(),
        DeleteMyData(),
        hand_over,
        KeepMyData(),
        SwitchLanguage(),
    ]


if __name__ == "__main__":
    sys.exit(main())
