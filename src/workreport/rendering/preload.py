"""What every notebook imports, loaded and warmed once.

The process that notebooks are forked from imports this module, so that each starts with libraries, dictionary and font
at hand.
"""

import os
import signal

# At Ctrl-C this process and those forked from it end at once and silently; the one that waits for them speaks.
signal.signal(signal.SIGINT, signal.SIG_DFL)

try:
    from workreport.analyses import balance, ledger, wording
    from workreport.pages import html as pages
    from workreport.pages import tables, text
    from workreport.pages.charts.style import describe, new_axes
    from workreport.rendering import command, execute
    from workreport.words import words_of

    words_of("预热")
    pages.show_chart(describe(new_axes(), "预热"))
except MemoryError:
    os._exit(1)  # whoever waits for this process tells it in one sentence

__all__ = ["balance", "command", "execute", "ledger", "pages", "tables", "text", "wording"]
