"""Where site files are looked for: `./spiders` of the working folder, then the installed ones."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

NAME = "spiders"


def spiders_package() -> ModuleType:
    """The package `spiders`, made once, whose modules are searched for in both folders.

    It is made here because what `import spiders` finds depends on how Python was started: a folder of
    that name in the working folder would hide the installed sites, or be hidden by them.
    """
    known = sys.modules.get(NAME)
    if known is not None and getattr(known, "__archiver__", False):
        return known
    installed = Path(__file__).parents[2] / NAME
    places = list(dict.fromkeys([str(Path.cwd() / NAME), str(installed)]))
    spec = importlib.util.spec_from_file_location(
        NAME, installed / "__init__.py", submodule_search_locations=places
    )
    assert spec is not None
    assert spec.loader is not None
    package = importlib.util.module_from_spec(spec)
    sys.modules[NAME] = package
    spec.loader.exec_module(package)
    package.__dict__["__archiver__"] = True
    return package
