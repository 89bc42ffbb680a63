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


@pytest.mark.parametrize("piece", ["<", "<a ", '<a "', "</", "<a b='", "&#"])
def test_broken_markup_is_text_however_long(piece):
    assert read_html((piece * 200_000).encode()).paragraphs == [(piece * 200_000).strip()]


@pytest.mark.parametrize("piece", ["<!--", "<script>", "<table><tr><td>"])
def test_markup_that_never_closes_is_no_text_however_long(piece):
    assert read_html((piece * 200_000).encode()).paragraphs == []


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


SENTENCES = [
    f"第{i}季度，全县完成固定资产投资{i}.5亿元，新增城镇就业{i}20人，群众满意度稳步提高，各项工作有序推进。"
    for i in range(1, 9)
]
ARTICLE = "".join(f"<p>{line}</p>" for line in SENTENCES)
TITLE = "青山县2024年政府工作报告"


def shown(head: str, body: str) -> tuple[str, list[str]]:
    draft = read_html(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode())
    return draft.heading, draft.paragraphs


@pytest.mark.parametrize(
    "head, body",
    [
        (
            f'<meta name="ArticleTitle" content="{TITLE}"><title>青山县人民政府</title>',
            f"<h2>首页</h2><div>{TITLE}</div>",
        ),
        (f'<meta property="og:title" content="{TITLE}">', "<h1>政府信息公开</h1>"),
        (
            f'<meta content="{TITLE} | 青山县政府网" name="articletitle">',
            f"<h1>首页</h1><p>{TITLE[:8]}<br>{TITLE[8:]}</p>",
        ),
        (f"<title>{TITLE}_政府工作报告_青山县人民政府门户网站</title>", "<h2>首页</h2><h2>通知公告</h2>"),
        (f"<title>青山县人民政府 - {TITLE}</title>", f"<h1>首页</h1><h3>{TITLE}</h3>"),
        (f"<title>青山县人民政府门户网站_{TITLE}</title>", "<h2>首页</h2>"),
        ("<title>首页</title>", f"<h2>网站首页</h2><h1>{TITLE}</h1>"),
        ("<title></title>", f'<p class="title">{TITLE}</p><h1>一年来的主要工作</h1>'),  # as a word processor saves it
    ],
)
def test_title_is_what_the_page_says_of_itself(head, body):
    heading, paragraphs = shown(head, body + ARTICLE)
    assert heading == TITLE
    assert paragraphs[0] == TITLE
    assert paragraphs[-8:] == SENTENCES


@pytest.mark.parametrize(
    "body",
    [
        f'<form id="aspnetForm">{ARTICLE}</form>',
        f'<div id="js_content" style="visibility: hidden; opacity: 0;">{ARTICLE}</div>',
        f'<div class="rich_media" style="display:none">{ARTICLE}</div>',
        f"<aside>{ARTICLE}",
        f"<table><tr><td>位置</td></tr><tr><td>{ARTICLE}</td></tr></table>",
    ],
)
def test_article_is_found_where_it_is_hidden_or_in_a_form_or_table(body):
    heading, paragraphs = shown(f'<meta name="ArticleTitle" content="{TITLE}">', body)
    assert heading == TITLE
    assert paragraphs[-8:] == SENTENCES


def test_headings_of_a_page_are_kept_with_their_level():
    body = f"<h1>{TITLE}</h1><h2>主要成绩</h2>{ARTICLE}<h2>存在问题</h2><p>困难不少。</p>"
    draft = read_html(f"<html><body>{body}</body></html>".encode())
    assert {draft.paragraphs[i]: level for i, level in draft.headings.items()} == {"主要成绩": 2, "存在问题": 2}
