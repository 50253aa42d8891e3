"""Whether the ports that the processes need are free."""

from __future__ import annotations

import errno
import socket

from bot.settings import Settings


class PortInUse(RuntimeError):
    """A port that is taken or cannot be bound; the message names the setting that moves it."""


def check_ports(settings: Settings) -> None:
    """Make sure that all three ports can be bound.

    Raises:
        PortInUse: naming the first that cannot.
    """
    wanted = [
        (settings.host, settings.port, "MERIDIAN_PORT"),
        ("127.0.0.1", settings.engine_port, "MERIDIAN_ENGINE_PORT"),
        ("127.0.0.1", settings.actions_port, "MERIDIAN_ACTIONS_PORT"),
    ]
    for host, port, name in wanted:
        _check_port(host, port, name)


def _check_port(host: str, port: int, name: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortInUse(_reason(error, host, port, name)) from error


def _reason(error: OSError, host: str, port: int, name: str) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use. Stop the program that uses it, or set {name} to another."
    return f"Port {port} on {host} cannot be used ({error.strerror}). Set {name} or MERIDIAN_HOST to another."
