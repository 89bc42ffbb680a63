"""Analyse Chinese work reports: `import workreport as wr` gives all that a notebook or a script needs.

A room is opened when something of it is first asked for, so that a command that needs little starts at once.
"""

from importlib import import_module

# What each room shows to the outside.
_SHOWN = {
    "analyses.brief": ("brief_of",),
    "analyses.topics": ("count_term", "topics_of"),
    "comparison": ("changes", "goals", "lists", "phrases", "reuse", "verbs"),
    "corpus": ("Corpus", "collect", "read_corpus"),
    "document": ("Document", "document_of", "figures_of", "parts_of"),
    "figures": ("find_figures",),
    "outline": ("outline_of", "points_of", "sections_of", "sentences_of"),
    "proofreading": ("proofread",),
    "reading": ("Report", "ReportError", "read_report"),
}
_ROOM_OF = {name: room for room, names in _SHOWN.items() for name in names}

__all__ = sorted(_ROOM_OF)  # noqa: PLE0605 - the names are those of the table


def __getattr__(name: str) -> object:
    """Open the room that shows `name`."""
    if name not in _ROOM_OF:
        raise AttributeError(f"module 'workreport' has no attribute {name!r}")
    return getattr(import_module(f"workreport.{_ROOM_OF[name]}"), name)


def __dir__() -> list[str]:
    return __all__
