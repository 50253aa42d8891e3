"""Everything that a test can tell the fake Graph API to do."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.whatsapp.fake_graph.disorder import Disorder
from tests.whatsapp.fake_graph.faults import Faults
from tests.whatsapp.fake_graph.rates import Limits
from tests.whatsapp.fake_graph.statuses import Course
from tests.whatsapp.fake_graph.templates import Templates
from tests.whatsapp.fake_graph.webhook_sender import Backoff


@dataclass
class Behaviour:
    """How the fake Graph API behaves; nothing goes wrong unless told.

    ``reported_later``: codes that are not answered with an HTTP error; the message is accepted and a
    webhook then says that it failed, as Meta does at times with 131026 and 131047.
    """

    limits: Limits = field(default_factory=Limits)
    faults: Faults = field(default_factory=Faults)
    disorder: Disorder = field(default_factory=Disorder)
    course: Course = field(default_factory=Course)
    backoff: Backoff = field(default_factory=Backoff)
    templates: Templates = field(default_factory=Templates)
    reported_later: frozenset[int] = frozenset()
