"""What every notebook imports, loaded and warmed once.

The process that notebooks are forked from imports this module, so that each starts with libraries, dictionary, font and
page template at hand.
"""

from workreport import execute, pages
from workreport.charts.style import describe, new_axes

__all__ = ["execute", "pages"]

pages.show_chart(describe(new_axes(), "预热"))
