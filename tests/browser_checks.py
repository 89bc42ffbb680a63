"""Pages in a real browser: nothing is fetched, no script runs, nothing overflows, axe-core finds no violation.

Run by `make browser`, which provides Chromium and axe-core; not part of `make test`.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from workreport.reading import PROJECT
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
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


@pytest.fixture(scope="module")
def packs(tmp_path_factory):
    """Pages of the first text, of a report full of attacks, and of a report of three sentences."""
    folder = tmp_path_factory.mktemp("browser")
    for name, text in (("hostile", HOSTILE), ("short", SHORT)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    paths = [FIRST_TEXT, folder / "hostile.txt", folder / "short.txt"]
    outcomes = render(paths, notebooks(), to=folder / "html", values={})
    assert [outcome.problems for outcome in outcomes] == [(), (), ()]
    return folder / "html"


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


def pages_of(packs):
    return sorted(packs.rglob("*.html"))


def test_every_page_is_there(packs):
    assert len(pages_of(packs)) == 1 + 3 * len(notebooks())


def test_nothing_is_fetched_and_no_script_runs(packs, browser):
    page = browser.new_page()
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    for path in pages_of(packs):
        requests.clear()
        page.goto(path.as_uri())
        assert [url for url in requests if not url.startswith("data:")] == [path.as_uri()], path.name
        assert page.title() != "ran", path.name
    print(f"\npages {len(pages_of(packs))}, requests 0, scripts run 0")


@pytest.mark.parametrize("width", [1440, 768, 390])
def test_no_page_scrolls_sideways(packs, browser, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    for path in pages_of(packs):
        page.goto(path.as_uri())
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, path.name


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_no_violation(packs, browser, width):
    page = browser.new_context(bypass_csp=True, viewport={"width": width, "height": 900}).new_page()
    for path in pages_of(packs):
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        page.evaluate(AXE)
        found = page.evaluate("axe.run().then(result => result.violations)")
        rows = [(rule["id"], [node["html"][:120] for node in rule["nodes"][:3]]) for rule in found]
        assert rows == [], f"{path.parent.name}/{path.name}"
    print(f"\naxe-core: {len(pages_of(packs))} pages at {width} pixels, violations 0")
