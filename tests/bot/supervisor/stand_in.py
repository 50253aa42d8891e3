"""Stands in for both interpreters under the supervisor: serves or trains as its arguments say.

Run as ``PYTHON -IS stand_in.py ARGUMENTS`` from a script that takes an interpreter's place. The
file ``mood.json`` in ``MERIDIAN_VAR`` may hold what a process is to say before it ends with 2.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

VAR = Path(os.environ["MERIDIAN_VAR"])
ARGUMENTS = " ".join(sys.argv[1:])


def argument(name: str) -> str:
    """What follows an option."""
    return sys.argv[sys.argv.index(name) + 1]


def rasa_listens() -> bool:
    """Whether a message would be answered, which is what the gateway's /readyz is about."""
    try:
        socket.create_connection(("127.0.0.1", int(os.environ["MERIDIAN_ENGINE_PORT"]))).close()
    except ConnectionRefusedError:
        return False
    return True


class Handler(BaseHTTPRequestHandler):
    """The gateway's /readyz and the channel's addresses."""

    def do_GET(self) -> None:
        self._reply({}, 200 if rasa_listens() else 503)

    def do_DELETE(self) -> None:
        self._reply({})

    def do_POST(self) -> None:
        while size := int(self.rfile.readline(), 16):  # the gateway sends a message in pieces
            self.rfile.read(size + len(b"\r\n"))
        self.rfile.readline()
        self._reply({"messages": [{"text": "…", "kind": mood().get("kind", "answer")}], "effects": {}})

    def log_message(self, *_: object) -> None:
        """Nothing."""

    def _reply(self, body: object, status: int = 200) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def mood() -> dict[str, str]:
    """What the test wants of the processes."""
    path = VAR / "mood.json"
    return json.loads(path.read_text()) if path.exists() else {}


def serve(name: str, port: int) -> None:
    """Serve until killed, unless this process is to refuse."""
    (VAR / f"{name}.json").write_text(json.dumps({"pid": os.getpid(), "environment": dict(os.environ)}))
    if name in mood():
        print(mood()[name])
        sys.exit(2)
    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()


if "rasa train" in ARGUMENTS:
    Path(argument("--out"), argument("--fixed-model-name") + ".tar.gz").write_text("a model")
elif "rasa run" in ARGUMENTS:
    serve("rasa", int(argument("--port")))
elif "bot.gateway" in ARGUMENTS:
    serve("gateway", int(os.environ["MERIDIAN_PORT"]))
elif "actions" in ARGUMENTS:
    serve("actions", int(os.environ["MERIDIAN_ACTIONS_PORT"]))
