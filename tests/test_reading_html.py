"""Reading web pages and Markdown."""

import pytest

from workreport.reading import read_report
from workreport.reading.html import read_html
from workreport.reading.text import read_markdown

PAGE = """<!DOCTYPE html><html><head><meta charset="gb2312"><title>某市政府工作报告_某市人民政府门户网站</title>
<meta name="PubDate" content="2025-01-09 09:20"><style>p{color:red}</style>
<script>var a = "<p>脚本</p>";</script></head>
<body><nav><a href="/">首页</a><ul><li>导航</li></ul></nav>
<div><a href="/a">政务公开</a></div><div>当前位置：首页 &gt; 报告</div>
<h1>某市政府工作报告</h1><p>市长 王建国</p>
<p>各位代表：</p><p>&emsp;&emsp;全年新增就业<b>1.2万</b>人&mdash;&mdash;比上年增长5.2&#37;。<br>第二行。</p>
<table><tr><th>指标</th><th>数值</th></tr><tr><td><p>就业</p></td><td>1.2万人</td></tr></table>
<p style="display:none">隐藏的文字</p><div hidden>也隐藏</div><!-- <p>注释</p> -->
<ol start="2"><li>第二件</li><li>第三件</li></ol><img src="a.png">
<footer>版权所有</footer><p>（责任编辑：李明）</p></body></html>"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(PAGE, "gb18030")
    return read_report(path)


def test_page_gives_its_report_and_nothing_else(page):
    assert page.text.split("\n") == [
        "各位代表：",
        "全年新增就业1.2万人——比上年增长5.2%。",
        "第二行。",
        "指标\t数值",
        "就业\t1.2万人",
        "2. 第二件",
        "3. 第三件",
    ]


def test_page_states_title_author_and_date(page):
    assert (page.title, page.author, page.date) == ("某市政府工作报告", "市长 王建国", "2025-01-09")


def test_what_a_page_holds_beside_its_report_is_told(page):
    assert "网页的导航和链接 1 行没有计入正文。" in page.notices
    assert "1 张图片没有读入。" in page.notices
    assert "责任编辑" in page.notices[-1]


@pytest.mark.parametrize(
    "source, expected",
    [
        ("<p>一<p>二", ["一", "二"]),
        ("<div>一<span>段</span>\n 话</div>", ["一段 话"]),
        ("<p>一<script>坏", ["一"]),
        ("<p>一<!-- 坏", ["一"]),
        ("<p>1 < 2 的文字", ["1 < 2 的文字"]),
        ('<p title="a>b">文</p>', ["文"]),
        ("<nav>导航<nav>内</nav>仍是</nav><p>文", ["文"]),
        ("<p>&#x8865;&#34917;&nbsp;&unknown;", ["补补 &unknown;"]),
        ("", []),
    ],
)  # fmt: skip
def test_fragments_and_damaged_pages(source, expected):
    assert read_html(source.encode()).paragraphs == expected


@pytest.mark.parametrize("piece", ["<", "<a ", '<a "', "<!--", "</", "<a b='", "<script>", "&#", "<table><tr><td>"])
def test_broken_markup_takes_linear_time(piece):
    assert isinstance(read_html((piece * 200_000).encode()).paragraphs, list)


MARKDOWN = """---
author: x
---
# 某局工作总结

## 一、主要成绩

全年**新增就业**1.2万人，见[公报](http://a.cn/b "题")和`指标`。
> 群众满意度*明显*提高

- 第一件
- 第二件 ~~旧~~

| 指标 | 数值 |
|------|-----:|
| 就业 | 1.2万人 |

处置问题线索*件，办结问题*次。\\*星号
***
![图](a.png)<br>完成。
"""


def test_markdown_becomes_plain_text(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(MARKDOWN, "utf-8")
    report = read_report(path)
    assert report.title == "某局工作总结"
    assert report.text.split("\n") == [
        "一、主要成绩",
        "全年新增就业1.2万人，见公报和指标。",
        "群众满意度*明显*提高",
        "第一件",
        "第二件 旧",
        "指标\t数值",
        "就业\t1.2万人",
        "处置问题线索*件，办结问题*次。*星号",
        "图完成。",
    ]


def test_emphasis_at_the_edge_of_words_goes():
    assert read_markdown("*要点*：完成，_第二_。".encode()).paragraphs == ["要点：完成，第二。"]
