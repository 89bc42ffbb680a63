"""What every notebook imports, loaded and warmed once.

The process that notebooks are forked from imports this module, so that each starts with libraries, dictionary and font
at hand.
"""

import gc
import os
import signal

from workreport.rendering.processes import TIMEOUT

# At Ctrl-C this process and those forked from it end at once and silently; the one that waits for them speaks.
signal.signal(signal.SIGINT, signal.SIG_DFL)
# Where memory is short, a library's threads may wait for one another for ever: then this process ends without them.
if hasattr(signal, "alarm"):
    signal.alarm(TIMEOUT)

try:
    import pandas.core.reshape.reshape  # pivots load it when they are first made

    from workreport.analyses import balance, keyword_findings, ledger, wording
    from workreport.corpus import peers
    from workreport.document import document_of
    from workreport.pages import comparison as rows
    from workreport.pages import diff, onepage, tables, text
    from workreport.pages import html as pages
    from workreport.pages import peers as beside
    from workreport.pages.charts import balance as shares
    from workreport.pages.charts import comparison, corpus, figures, keywords
    from workreport.pages.charts import wording as lengths
    from workreport.proofreading import proofread
    from workreport.rendering import command, execute
    from workreport.words.reference import load_reference

    # What is read from files once a process is read here, once for all of them.
    document = document_of("一、工作\n全年新增就业12万人，增长6.5%。")
    document.parse()
    proofread(document)
    load_reference("")
    chart = figures.plot_kinds(ledger.count_kinds(document.figures))
    pages.show_chart(chart)  # with words: the font is loaded
    tables.report_tables(document)
    text.text_pages(document)
    execute.warm_up()
    # What is there now stays to the end of each process: none need look through it for what may be freed, and pages of
    # memory that nobody writes to are shared.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)  # nor often through what a notebook makes: it ends within seconds
except Exception:  # noqa: BLE001 - with little memory, libraries fail in many ways
    os._exit(1)  # whoever waits for this process tells it in one sentence
if hasattr(signal, "alarm"):
    signal.alarm(0)

__all__ = [
    "balance",
    "beside",
    "command",
    "comparison",
    "corpus",
    "diff",
    "execute",
    "figures",
    "keyword_findings",
    "keywords",
    "ledger",
    "lengths",
    "onepage",
    "pandas",
    "peers",
    "rows",
    "shares",
    "tables",
    "text",
    "wording",
]
