"""Two reports side by side: what changed, what was copied, which phrases came and went, what became of the goals."""

from workreport.comparison.copying import copied_shares, reuse
from workreport.comparison.drafts import changes, figure_changes, section_sizes

__all__ = ["changes", "copied_shares", "figure_changes", "reuse", "section_sizes"]
