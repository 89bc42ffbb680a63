"""The package as a house: data runs one way through its rooms, and no room is too large to read."""

import ast
import re
import unicodedata

import pytest

from workreport.writing.characters import HANZI
from workreport.writing.lists import DATA, PACKAGE, read_list

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


MOST_WORDS = 12  # plain words that one group of alternatives, or one set or tuple, spells out
LONGEST = 120  # columns of a pattern's line; a Chinese character takes two
LISTS = sorted(DATA.rglob("*.txt"))
WORD = re.compile(rf"[{HANZI}]+\$?")


def literals(path):
    """The strings of a module but its docstrings: line and text, with a NUL for what an f-string puts in."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):  # the parts of an f-string come after it
        if isinstance(node, ast.JoinedStr):
            known |= {id(part) for part in ast.walk(node)} - {id(node)}
            parts = (part.value if isinstance(part, ast.Constant) else "\0" for part in node.values)
            yield node, "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in known:
            yield node, node.value


def columns(line):
    return sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in line)


def words_spelled(pattern):
    """How many plain words the fullest group of alternatives of a pattern spells."""
    pattern = re.sub(r"(?m)\s#.*$|\s", "", pattern)  # what VERBOSE passes over
    pattern = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", ".", pattern)
    most = 0
    while group := re.search(r"\((?:\?(?:P<\w+>|<?[=!]|[:>]))?([^()]*)\)", pattern):
        most = max(most, sum(map(bool, map(WORD.fullmatch, group[1].split("|")))))
        pattern = f"{pattern[: group.start()]}.{pattern[group.end() :]}"
    return max(most, sum(map(bool, map(WORD.fullmatch, pattern.split("|")))))


@pytest.mark.parametrize(
    "pattern, n",
    [
        ("增长|下降", 2),
        ("(?:约|近)[一二三]|百", 2),
        ("(?P<a>\n  元 | 人  # 3人\n)", 2),
        ("增长(?:率|幅)?", 2),
        ("[|]", 0),
    ],
)
def test_words_of_a_pattern_are_counted(pattern, n):
    assert words_spelled(pattern) == n


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_lists_are_data_and_patterns_short(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    for node, text in literals(path):
        if "|" not in text:
            continue
        where = f"{path.name}:{node.lineno}"
        n = words_spelled(text)
        assert n <= MOST_WORDS, f"{where} spells {n} words: make them a list in data/ and read it with one_of"
        longest = max(map(columns, lines[node.lineno - 1 : node.end_lineno]))
        assert longest <= LONGEST, f"{where} is {longest} columns wide: write the pattern in several lines"
    for node in ast.walk(ast.parse("\n".join(lines))):
        if isinstance(node, ast.Set | ast.Tuple | ast.List):
            values = [str(item.value) for item in node.elts if isinstance(item, ast.Constant)]
            n = sum(map(bool, map(WORD.fullmatch, values)))
            assert n <= MOST_WORDS, f"{path.name}:{node.lineno} lists {n} words: make them a list in data/"


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.relative_to(DATA).as_posix())
def test_a_list_says_why_it_is_there_and_nothing_twice(path):
    assert path.read_text(encoding="utf-8").startswith("#")
    entries = read_list(path)
    assert len(entries) == len(set(entries))


def test_every_list_is_read():
    code = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    assert [path.name for path in LISTS if path.parent.name != "lexicon" and path.stem not in code] == []
