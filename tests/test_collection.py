"""Which notebooks there are, and which parameters they take."""

import pytest

from workreport.rendering.notebooks import ParameterError, notebooks, page_name, values_of

DECLARED = {"KEYWORD": "", "SPEED": 200, "PLAN": {}, "TERMS": []}


@pytest.mark.parametrize(
    "setting, value",
    [
        ("KEYWORD=数字经济", "数字经济"),
        ("KEYWORD=a=b", "a=b"),
        ("KEYWORD=", ""),
        ("SPEED=400", 400),
        ("SPEED = 300.5", 300.5),
        ('PLAN={"党建": 0.25}', {"党建": 0.25}),
        ('TERMS=["低空经济"]', ["低空经济"]),
    ],
)
def test_a_setting_is_read_as_its_default_is(setting, value):
    assert list(values_of([setting], DECLARED).values()) == [value]


@pytest.mark.parametrize(
    "setting, example",
    [
        ("SPEED=快", "200"),
        ("SPEED=True", "200"),
        ("SPEED=", "200"),
        ("SPEED=0", "大于 0"),
        ("SPEED=-1", "大于 0"),
        ("SPEED=1e999", "大于 0"),
        ("PLAN=[1]", "思想建设"),
        ("PLAN={", "思想建设"),
        ("PLAN={1: 2}", "思想建设"),
        ('PLAN={"党建": 0}', "思想建设"),
        ('PLAN={"党建": "多"}', "思想建设"),
        ("PLAN=__import__('os')", "思想建设"),
        ("TERMS=低空经济", "低空经济"),
        ("TERMS=[1]", "低空经济"),
    ],
)
def test_a_value_of_another_kind_is_refused_with_an_example(setting, example):
    with pytest.raises(ParameterError, match=f"不合要求：.*{example}"):
        values_of([setting], DECLARED)


@pytest.mark.parametrize("setting", ["KEYWROD=党建", "KEYWORD", "=1", "REPORT=x.txt"])
def test_an_unknown_name_is_refused_with_the_known_ones(setting):
    with pytest.raises(ParameterError, match="KEYWORD、SPEED、PLAN、TERMS"):
        values_of([setting], DECLARED)


def test_the_overview_opens_first():
    assert page_name("00-overview") == "index.html"
    assert page_name("04-figures") == "04-figures.html"


def test_a_notebook_tells_its_title_and_parameters(make_collection):
    (notebook,) = make_collection(总览=["1 + 1"])
    assert (notebook.title, notebook.parameters, notebook.page) == (
        "总览",
        {"REPORT": "x.txt", "TIMES": 2},
        "index.html",
    )


def test_a_folder_without_notebooks_is_refused(tmp_path):
    with pytest.raises(ParameterError, match="pip install"):
        notebooks(tmp_path)
