"""The package as a house: data runs one way through its rooms, and no room is too large to read."""

import ast

import pytest

from workreport.writing.lists import PACKAGE

# From the ground up; a room may use those before it.
ROOMS = (
    "writing",
    "reading",
    "outline",
    "figures",
    "words",
    "document",
    "proofreading",
    "analyses",
    "comparison",
    "corpus",
    "pages",
    "rendering",
)
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path):
    """The modules of the package that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "workreport":
            below = node.module.partition(".")[2]
            yield from [below] if below else [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[2] for alias in node.names if alias.name.startswith("workreport."))


def test_the_rooms_are_those_of_the_plan():
    assert {room_of(path) for path in MODULES} - {"__init__", "__main__"} <= set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_uses_only_the_rooms_below_its_own(path):
    room = room_of(path)
    if room not in ROOMS:  # the door of the house: it shows everything and is used by nothing
        return
    used = {module.partition(".")[0] for module in imported(path)}
    assert used <= set(ROOMS[: ROOMS.index(room) + 1])


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_can_be_read_in_one_sitting(path):
    assert path.read_text(encoding="utf-8").count("\n") <= 450


def test_no_modules_of_a_room_import_each_other_in_a_circle():
    names = {
        path: ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__") for path in MODULES
    }
    known = set(names.values())
    graph = {}
    for path, name in names.items():
        graph[name] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("workreport."):
                module = node.module.partition(".")[2]
                graph[name] |= {
                    f"{module}.{alias.name}" if f"{module}.{alias.name}" in known else module for alias in node.names
                } & known
    done = set()
    while ready := [name for name in graph if name not in done and graph[name] <= done]:
        done |= set(ready)
    assert set(graph) - done == set()
