"""The templates: each differs from all others in structure and in naming.

`TEMPLATES` are those of the usual run. `NEWEST` are in runs of their own, so that a seed of the usual run
gives the pages that it always gave.

Those that are `held_out` were written when the rules of the extractor were finished: they measure what it
does on a portal that nobody has described.
"""

from __future__ import annotations

from bench.pages.layouts import (
    bare,
    common,
    java,
    late,
    latest,
    local,
    microsoft,
    newest,
    newest_crowded,
    newest_systems,
    newest_uneven,
    press,
    vietnamese,
)
from bench.pages.template import Template

TEMPLATES: tuple[Template, ...] = (
    *vietnamese.TEMPLATES,
    *microsoft.TEMPLATES,
    *java.TEMPLATES,
    *common.TEMPLATES,
    *bare.TEMPLATES,
    *press.TEMPLATES,
    *local.TEMPLATES,
    *late.TEMPLATES,
    *latest.TEMPLATES,
)
NEWEST: tuple[Template, ...] = (
    *newest.TEMPLATES,
    *newest_systems.TEMPLATES,
    *newest_uneven.TEMPLATES,
    *newest_crowded.TEMPLATES,
)
BY_NAME = {template.name: template for template in (*TEMPLATES, *NEWEST)}
