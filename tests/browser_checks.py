"""Pages in a real browser, and the workbook in LibreOffice: what is seen, fetched, run, printed and taken away.

Run by `make browser`, which provides axe-core, and needs Chromium and LibreOffice; not part of `make test`.
"""

import io
import os
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pypdf
import pytest
from playwright.sync_api import sync_playwright

from made_reports import provincial
from workreport.reading import PROJECT
from workreport.rendering.command import main
from workreport.rendering.notebooks import notebooks
from workreport.rendering.render import render

AXE = (Path(os.environ["AXE"])).read_text(encoding="utf-8")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FIRST_TEXT = PROJECT / "data" / "reports" / "2023-bureau-party-building.txt"
ATTACK = "<img src=x onerror=\"document.title='ran'\"><script>document.title='ran'</script>"
HOSTILE = f"""{ATTACK}工作报告
一、{ATTACK}[链接](javascript:alert(1)) $\\frac{{1}}{{2}}$ \x1b[31m红
完成{ATTACK}项目3个，增长5%。**不是粗体**。“{ATTACK}”工程投资=1+1万元。
二、=HYPERLINK("http://example.invalid")
@SUM(A1)服务企业20家，占全部企业的30%。
"""
SHORT = "我们办了两期培训班。下一步加强学习。请批评指正。\n"
SECTIONS = 1_000
LONG = "\n".join(
    f"第{n}章 第{n}类工作\n建成厂房{n}座，投资{n}.5亿元，增长{n % 9 + 1}%。" for n in range(1, SECTIONS + 1)
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
WIDTHS = [1440, 768, 390]
A4 = 794  # pixels


MADE = {"hostile": HOSTILE, "short": SHORT, "long": LONG, "province": provincial()}


@pytest.fixture(scope="module")
def packs(tmp_path_factory):
    """Pages of the first text, of one full of attacks, of one of three sentences and of one of a thousand sections.

    Of one as long as a province's, the one page.
    """
    folder = tmp_path_factory.mktemp("browser")
    for name, text in MADE.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    paths = [FIRST_TEXT, *(folder / f"{name}.txt" for name in MADE)]
    outcomes = render(paths[:-1], notebooks(), to=folder / "html", values={})
    overview = [notebook for notebook in notebooks() if notebook.page == "index.html"]
    outcomes += render(paths[-1:], overview, to=folder / "html", values={})
    assert [outcome.problems for outcome in outcomes] == [()] * len(paths)
    return folder / "html"


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


def pages_of(packs):
    return sorted(packs.rglob("*.html"))


def figures_page(packs):
    return (packs / FIRST_TEXT.stem / "04-figures.html").as_uri()


def test_nothing_is_fetched_one_script_runs_and_no_page_scrolls_sideways(packs, browser):
    page = browser.new_page()
    requests, errors = [], []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    for path in pages_of(packs):
        requests.clear()
        page.goto(path.as_uri())
        assert [url for url in requests if not url.startswith("data:")] == [path.as_uri()], path.name
        assert page.title() != "ran", path.name
        assert page.evaluate("document.scripts.length") == 1, path.name
        assert errors == [], path.name
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{path.parent.name}/{path.name} at {width}"
    print(f"\npages {len(pages_of(packs))}, requests 0, scripts other than the one 0")


def test_axe_finds_no_violation(packs, browser):
    page = browser.new_context(bypass_csp=True).new_page()
    paths = [path for path in pages_of(packs) if path.parent.name != "long" and path.name != "all.html"]
    for path in [*paths, packs / "short" / "all.html"]:
        page.emulate_media(media="screen")
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        page.evaluate("document.body.classList.remove('quiet')")
        page.evaluate(AXE)
        for width in [*WIDTHS, "print"]:
            page.set_viewport_size({"width": A4 if width == "print" else width, "height": 900})
            page.emulate_media(media="print" if width == "print" else "screen")
            found = page.evaluate("axe.run({ resultTypes: ['violations'] }).then(result => result.violations)")
            rows = [(rule["id"], [node["html"][:120] for node in rule["nodes"][:3]]) for rule in found]
            assert rows == [], f"{path.parent.name}/{path.name} at {width}"
    print(f"\naxe-core: {len(paths) + 1} pages at {WIDTHS} and in print, violations 0")


def test_a_thousand_sections_stay_light(packs):
    sizes = {path.name: path.stat().st_size for path in (packs / "long").glob("*.html") if path.name != "all.html"}
    assert max(sizes.values()) < 600_000, sizes
    print(f"\n{SECTIONS} sections: largest page {max(sizes.values()) / 1000:.0f} KB")


def test_without_scripts_tables_are_whole_and_layers_still_switch(packs, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(figures_page(packs))
    rows = page.locator(".ledger").last.locator("tbody tr")
    assert rows.count() == rows.locator("visible=true").count() > 30
    page.goto((packs / FIRST_TEXT.stem / "text.html").as_uri())
    note = page.locator("sup.figure").first
    assert note.is_visible()
    page.locator("#layer-figure").uncheck()
    assert not note.is_visible()


def test_a_check_box_stands_beside_its_label(packs, browser):
    page = browser.new_page()
    page.goto((packs / FIRST_TEXT.stem / "text.html").as_uri())
    boxes = page.locator("input.layer").all()
    assert len(boxes) > 1
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for box in boxes:
            tick, label = box.bounding_box(), page.locator(f"label[for={box.get_attribute('id')}]").bounding_box()
            assert label["y"] <= tick["y"] <= label["y"] + label["height"] - tick["height"]
            assert 0 <= label["x"] - tick["x"] - tick["width"] < 10


def test_a_table_sorts_searches_and_filters(packs, browser):
    page = browser.new_page()
    page.goto(figures_page(packs))
    ledger, tools = page.locator(".ledger").last, page.locator(".tools").last
    texts = ledger.locator("tbody tr:visible td:nth-child(3)")
    unsorted = texts.all_inner_texts()
    ledger.get_by_role("button", name=re.compile("^数值|^原文")).first.focus()
    page.keyboard.press("Enter")
    assert ledger.locator("th[aria-sort]").count() == 1
    assert sorted(texts.all_inner_texts()) == sorted(unsorted) != texts.all_inner_texts()
    tools.get_by_role("searchbox").fill("调研")
    assert 0 < texts.count() < len(unsorted)
    assert all("调研" in row for row in ledger.locator("tbody tr:visible").all_inner_texts())
    tools.get_by_role("searchbox").fill("")
    tools.get_by_role("combobox", name="只看某一类型").select_option("数量")
    kind = [head.split("\n")[0] for head in ledger.locator("thead th").all_inner_texts()].index("类型") + 1
    kinds = ledger.locator(f"tbody tr:visible :nth-child({kind})").all_inner_texts()
    assert set(kinds) == {"数量"}


def test_a_long_table_has_pages_and_prints_whole(packs, browser):
    page = browser.new_page()
    page.goto((packs / "long" / "04-figures.html").as_uri())
    rows = page.locator(".ledger").last.locator("tbody tr")
    assert rows.locator("visible=true").count() == 50
    page.get_by_role("button", name="下一页").last.click()
    assert page.locator(".ledger").last.locator("tbody tr:visible th").first.inner_text() == "51"
    page.emulate_media(media="print")
    assert rows.locator("visible=true").count() == rows.count()


def test_a_table_and_a_chart_can_be_taken_away(packs, browser):
    page = browser.new_page()
    page.goto(figures_page(packs))
    with page.expect_download() as table:
        page.get_by_role("button", name="存为 CSV").last.click()
    content = Path(table.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf" + "序号,".encode())
    with page.expect_download() as chart:
        page.get_by_role("button", name="存为图片").first.click()
    assert Path(chart.value.path()).read_bytes().startswith(b"\x89PNG")
    assert chart.value.suggested_filename.endswith(".png")


def test_one_switch_shows_all_code(packs, browser):
    page = browser.new_page()
    page.goto(figures_page(packs))
    page.get_by_role("button", name="显示全部代码").click()
    assert page.locator("details.code:not([open])").count() == 0


def test_a_number_leads_to_its_sentence_and_back(packs, browser):
    page = browser.new_page()
    page.goto(figures_page(packs))
    page.locator(".ledger").last.locator("tbody th a").nth(4).click()
    page.wait_for_url("**/text.html#c*")
    assert page.evaluate("document.getElementById(location.hash.slice(1)).getBoundingClientRect().top") < 900
    page.locator("mark:target sup a, i:target ~ mark sup a").first.click()
    page.wait_for_url("**/04-figures.html#row-5")


def test_an_offset_without_a_mark_leads_to_its_sentence(packs, browser):
    page = browser.new_page()
    page.goto((packs / FIRST_TEXT.stem / "text.html").as_uri() + "#c1")
    assert page.locator("#s1.here").count() == 1


def test_a_phone_gets_its_own_charts_and_a_keyword_between_both_sides(packs, browser):
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto((packs / FIRST_TEXT.stem / "02-keyword-frequency.html").as_uri())
    for picture in page.locator(".chart img:visible").all():
        assert picture.get_attribute("class") == "phone"
        assert picture.bounding_box()["width"] <= 358
    row = page.locator(".concordance tbody tr").first
    assert row.bounding_box()["width"] <= 358
    left, key, right = (row.locator(f"td:nth-child({place})").bounding_box() for place in (1, 2, 3))
    assert left["y"] <= key["y"] <= right["y"] + right["height"]


def printed(page, path):
    """The text of each sheet that a page is printed on."""
    page.goto(path.as_uri())
    return [sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]


@pytest.mark.parametrize("name", [FIRST_TEXT.stem, "province", "short"])
def test_the_one_page_is_one_sheet_of_a4(packs, browser, name):
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto((packs / name / "index.html").as_uri())
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert [tuple(round(float(side)) for side in sheet.mediabox[2:]) for sheet in sheets] == [(595, 842)]
    assert "领导" in sheets[0].extract_text()


def test_a_ledger_prints_compactly_with_its_head_on_each_sheet(packs, browser):
    page = browser.new_page()
    texts = printed(page, packs / "long" / "04-figures.html")
    shown = page.locator(".ledger").last.locator("tbody tr").count()
    sheets = [text for text in texts if re.search(r"序号\s*指标", text)]
    first = texts.index(sheets[-1]) - len(sheets) + 1
    assert texts[first : first + len(sheets)] == sheets, "a sheet of the ledger has no head"
    assert shown / len(sheets) >= 45
    print(f"\nprinted: {shown} rows of a ledger on {len(sheets)} sheets")


def test_the_whole_pack_prints(packs, browser):
    texts = printed(browser.new_page(), packs / FIRST_TEXT.stem / "all.html")
    assert "领导" in texts[0]
    assert 10 < len(texts) < 40
    print(f"\nprinted: the first text's whole pack on {len(texts)} sheets")


def printed_by_libreoffice(file, folder):
    """The pages of a file as LibreOffice prints it."""
    office = shutil.which("soffice")
    assert office, "LibreOffice is missing: apt-get install libreoffice-calc libreoffice-writer"
    command = [office, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    subprocess.run([*command, "--convert-to", "pdf", "--outdir", folder, file], check=True, capture_output=True)
    return [page.extract_text() for page in pypdf.PdfReader(folder / f"{Path(file).stem}.pdf").pages]


def test_the_commented_copy_of_a_report_opens_in_libreoffice(tmp_path):
    document = docx.Document()
    document.add_paragraph("完成各项任务。。请批评指正。")
    document.save(tmp_path / "报告.docx")
    main(["check", str(tmp_path / "报告.docx"), "--mark", str(tmp_path / "copy.docx")])
    assert "完成各项任务" in "".join(printed_by_libreoffice(tmp_path / "copy.docx", tmp_path))


def test_the_workbook_opens_in_libreoffice(packs, tmp_path):
    texts = printed_by_libreoffice(packs / FIRST_TEXT.stem / "figures.xlsx", tmp_path)
    for name in ("总览", "指标台账", "部分", "关键词", "句子", "核稿", "说明"):
        assert any(f"· {name}" in text for text in texts), name
    assert f"共 {len(texts)} 页" in texts[0]
    print(f"\nthe workbook in LibreOffice: {len(texts)} pages")
