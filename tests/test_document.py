"""A report is parsed once, whatever is asked of it and however often."""

import json
import sys

import pytest

import workreport as wr
from conftest import FIRST_TEXT
from workreport import figures, outline, words
from workreport.document import document_of
from workreport.document.around import words_around
from workreport.rendering.notebooks import notebooks

TEXT = "一、工作回顾\n完成投资3亿元，增长5%。\n二、下一步安排\n力争投资4亿元。\n"
PARSERS = (
    (outline, "outline_of"),
    (outline, "sections_of"),
    (outline, "paragraphs_of"),
    (outline, "sentences_of"),
    (figures, "find_figures"),
    (words, "read_words"),
)
TWICE = {"sections_of": 2}  # once for each of the two levels


@pytest.fixture
def calls(monkeypatch):
    """How often each parser is called on the first text, from wherever its name was imported to."""
    whole, counts = wr.read_report(FIRST_TEXT).text, {}

    def counted(function):
        def call(text, *arguments, **options):
            if text == whole:
                counts[function.__name__] = counts.get(function.__name__, 0) + 1
            return function(text, *arguments, **options)

        return call

    for room, name in PARSERS:
        function = getattr(room, name)
        for module in [module for key, module in sys.modules.items() if key.startswith("workreport")]:
            if getattr(module, name, None) is function:
                monkeypatch.setattr(module, name, counted(function))
    return counts


def test_each_frame_is_found_once_and_shared():
    document = wr.document_of(TEXT)
    for name in (
        "outline",
        "sections",
        "subsections",
        "paragraphs",
        "sentences",
        "points",
        "words",
        "parts",
        "figures",
    ):
        assert getattr(document, name) is getattr(document, name)
    assert document_of(document) is document
    assert wr.figures_of(document) is document.figures


def test_a_text_and_its_document_say_the_same():
    assert wr.figures_of(TEXT).equals(wr.document_of(TEXT).figures)
    assert wr.parts_of(TEXT).equals(wr.document_of(TEXT).parts)


@pytest.mark.parametrize("notebook", [pytest.param(one, id=one.path.stem) for one in notebooks()])
def test_a_notebook_parses_its_report_once(notebook, calls):
    cells = json.loads(notebook.path.read_text(encoding="utf-8"))["cells"]
    names = {"__name__": "notebook", "display": lambda *_: None}
    for cell in cells:
        if cell["cell_type"] == "code" and "going-on" not in cell["metadata"].get("tags", ()):
            exec("".join(cell["source"]), names)  # noqa: S102 - the project's own notebook
    assert calls["outline_of"] == 1
    assert {name: count for name, count in calls.items() if count > TWICE.get(name, 1)} == {}


def test_a_sentence_without_end_is_kept_around_each_figure_only():
    listed = "，".join(f"第{place}组用电{place + 3}万度" for place in range(1, 400))
    figures = document_of(f"今年{listed}。").figures
    assert figures["sentence"].nunique() == 1
    assert figures["sentence_text"].str.len().max() <= 2_010
    assert all(text in sentence for text, sentence in zip(figures["text"], figures["sentence_text"], strict=True))


@pytest.mark.parametrize(
    "place, before, after, quoted",
    [
        ("*", 7, 4, "处置问题线索*件"),  # 组织 is not cut to 织
        ("*", 2, 1, "线索*件"),
        ("*", 99, 99, "全县纪检组织处置问题线索*件"),
    ],
)
def test_a_quotation_cuts_no_word_and_stays_in_its_line(place, before, after, quoted):
    document = document_of("稳步推进\n全县纪检组织处置问题线索*件\n再接再厉")
    at = document.text.index(place)
    first, last = words_around(document, at, at + 1, before=before, after=after)
    assert document.text[first:last] == quoted
