"""Change the code in small ways, one at a time, and see whether the tests notice: `make mutants`.

Usage: mutants.py [GROUP ...]. Of each group a sample is tried, the same each time: WORKREPORT_MUTANTS sets its size
(40), or `all`. Survivors are printed with the line before and after; below 85 % killed in a group the exit code is 1.

A mutant is made in the syntax tree and run in a fork that has the libraries loaded already: it imports the rooms from
the changed one upwards anew and runs only the tests of its group. Left out are what no test should pin: docstrings,
annotations, and sizes, widths and distances of a drawing, which are judged by looking at it.
"""

import ast
import os
import random
import signal
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import NamedTuple

import matplotlib as mpl
import pytest

mpl.use("agg")

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "workreport"
ROOMS = ["writing", "reading", "outline", "figures", "words", "document", "analyses", "pages"]
GROUPS = {  # the code, and the tests that answer for it
    "figures": (
        "figures/*.py",
        [
            *("test_figures.py", "test_figures_forms.py", "test_figures_sentences.py", "test_figures_exclusions.py"),
            *("test_figures_phrases.py", "test_numerals.py"),
        ],
    ),
    "ledger": ("analyses/ledger.py", ["test_ledger.py"]),
    "balance": ("analyses/balance.py", ["test_balance.py"]),
    "charts": ("pages/charts/*.py", ["test_charts.py", "test_charts_of_several.py", "test_charts_limits.py"]),
}
ENOUGH = 0.85
LONGEST = 300  # seconds; a mutant that runs on is noticed
LOOKS = {
    "fontsize",
    "linewidth",
    "markersize",
    "markeredgewidth",
    "alpha",
    "height",
    "padding",
    "xytext",
    "edgecolor",
    "margins",
    "row",
}
LOOKS |= {
    "bbox_to_anchor",
    "textcoords",
    "va",
    "ha",
    "linestyle",
    "ncols",
    "loc",
    "rotation",
    "zorder",
    "visible",
    "strict",
}
SWAPS = {
    ast.Lt: ast.GtE, ast.LtE: ast.Lt, ast.Gt: ast.LtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}  # fmt: skip


class Mutant(NamedTuple):
    """One change: in `tree` of `path`, `owner.field` (its `place`, if a list) becomes `new`."""

    path: Path
    tree: ast.Module
    statement: ast.stmt
    owner: ast.AST
    field: str
    place: int | None
    old: ast.AST
    new: ast.AST

    def put(self, node: ast.AST) -> str:
        """Put a node in the place of the change, and return its statement."""
        if self.place is None:
            setattr(self.owner, self.field, node)
        else:
            getattr(self.owner, self.field)[self.place] = node
        ast.fix_missing_locations(self.tree)
        return ast.unparse(self.statement)


def changed(owner: ast.AST, field: str, node: ast.AST) -> ast.AST | None:
    """What `node` becomes where it stands, or None where nothing is to be changed."""
    new: ast.AST | None = None
    if field in {"test", "ifs"}:
        new = node.operand if isinstance(node, ast.UnaryOp) else ast.UnaryOp(ast.Not(), node)
    elif isinstance(owner, ast.Return) and not isinstance(node, ast.Constant):
        new = ast.Constant(None)
    elif type(node) in SWAPS:
        new = SWAPS[type(node)]()
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        new = ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        new = ast.Constant(node.value + 1)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        new = ast.Constant("")
    return new


def passed_over(node: ast.AST) -> bool:
    """Whether nothing inside is worth a mutant: text for readers of the code, or looks."""
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    margins = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "margins"
    looks = margins or (isinstance(node, ast.keyword) and node.arg in LOOKS)
    listed = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    return docstring or looks or listed or isinstance(node, ast.AnnAssign | ast.Import | ast.ImportFrom | ast.Raise)


def mutants_of(path: Path) -> list[Mutant]:
    """Every mutant of a file."""
    tree, found = ast.parse(path.read_text("utf-8")), []

    def walk(owner: ast.AST, statement: ast.stmt) -> None:
        for field, value in ast.iter_fields(owner):
            if field in {"annotation", "returns", "decorator_list", "format_spec"}:
                continue
            for place, node in enumerate(value if isinstance(value, list) else [value]):
                if not isinstance(node, ast.AST) or passed_over(node):
                    continue
                new = changed(owner, field, node)
                if new is not None:
                    at = place if isinstance(value, list) else None
                    found.append(Mutant(path, tree, statement, owner, field, at, node, new))
                walk(node, node if isinstance(node, ast.stmt) else statement)

    walk(tree, tree)
    return found


def tests_pass(tests: list[str]) -> bool:
    """Run the tests until one fails; random and hostile texts are for `make fuzz`."""
    chosen = ["-m", "not hypothesis", "-k", "not hostile", *(str(ROOT / "tests" / test) for test in tests)]
    return pytest.main(["-x", "-q", "-W", "ignore", "-p", "no:cacheprovider", "--tb=no", *chosen]) == 0


def survives(mutant: Mutant, tests: list[str]) -> bool:
    """Run the tests on a mutant, in a process of its own."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    signal.alarm(LONGEST)
    mute()
    mutant.put(mutant.new)
    plain = SourceFileLoader.get_code
    code = compile(mutant.tree, str(mutant.path), "exec")
    SourceFileLoader.get_code = lambda self, name: code if self.path == str(mutant.path) else plain(self, name)
    kept = ROOMS[: ROOMS.index(mutant.path.relative_to(SOURCE).parts[0])]
    for name in [name for name in sys.modules if name.split(".")[0] == "workreport" or name.startswith("test_")]:
        if name.startswith("test_") or name.split(".")[1:2] == [] or name.split(".")[1] not in kept:
            del sys.modules[name]
    os._exit(0 if tests_pass(tests) else 1)


def mute() -> None:
    """Send to nowhere what the tests print."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def try_group(name: str, size: str) -> bool:
    """Try a sample of a group's mutants, print what survived, and say whether enough were killed."""
    pattern, tests = GROUPS[name]
    if not tests_pass(tests):
        sys.exit(f"{name}: the tests fail without any change")
    every = [mutant for path in sorted(SOURCE.glob(pattern)) for mutant in mutants_of(path)]
    chosen = every if size == "all" else random.Random(name).sample(every, min(int(size), len(every)))  # noqa: S311
    survivors = [mutant for mutant in chosen if survives(mutant, tests)]
    unchanged = chosen[0]._replace(new=chosen[0].old)
    if not survives(unchanged, tests):  # else whatever broke meanwhile would count as a mutant noticed
        sys.exit(f"{name}: the tests no longer pass without any change")
    for mutant in survivors:
        after, before = mutant.put(mutant.new), mutant.put(mutant.old)
        lines = [pair for pair in zip(before.splitlines(), after.splitlines(), strict=False) if pair[0] != pair[1]]
        print(f"{mutant.path.relative_to(ROOT)}:{getattr(mutant.statement, 'lineno', 0)}")
        print(*(f"  - {old.strip()}\n  + {new.strip()}" for old, new in lines[:1]), sep="\n")
    killed = len(chosen) - len(survivors)
    print(f"{name}: {killed} of {len(chosen)} killed, {killed / len(chosen):.0%} (of {len(every)} possible)")
    return killed >= ENOUGH * len(chosen)


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    groups = sys.argv[1:] or list(GROUPS)
    tried = [try_group(group, os.environ.get("WORKREPORT_MUTANTS", "40")) for group in groups]
    sys.exit(not all(tried))
