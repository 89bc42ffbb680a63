"""Two reports side by side: what changed, what was copied, which phrases came and went, what became of the goals."""

from workreport.comparison.copying import copied_shares, reuse
from workreport.comparison.drafts import changes, figure_changes, section_sizes
from workreport.comparison.phrasing import phrases
from workreport.comparison.promises import goals
from workreport.comparison.turns import lists, verbs

__all__ = ["changes", "copied_shares", "figure_changes", "goals", "lists", "phrases", "reuse", "section_sizes", "verbs"]
