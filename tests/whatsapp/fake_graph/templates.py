"""The templates that Meta has approved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.whatsapp.fake_graph.graph_errors import Refused


@dataclass(frozen=True)
class Templates:
    """Approved templates: how many parameters the body of each (name, language) takes."""

    approved: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def check(self, template: Mapping[str, Any]) -> None:
        """Refuse a template that was not approved or whose parameters do not fit."""
        name, language = template["name"], template["language"]["code"]
        expected = self.approved.get((name, language))
        if expected is None:
            raise Refused(132001, f"template name ({name}) does not exist in {language}")
        given = sum(
            len(component.get("parameters", []))
            for component in template.get("components", [])
            if isinstance(component, dict) and component.get("type") == "body"
        )
        if given != expected:
            raise Refused(132000, f"body: number of parameters ({given}) does not match ({expected})")
