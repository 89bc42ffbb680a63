"""One figure while it is being read."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Self


@dataclass(slots=True)
class Figure:
    """One figure as found, before it becomes a row."""

    start: int
    end: int
    value: Decimal | None
    high: Decimal | None
    unit: str
    kind: str
    qualifier: str = "="
    change: str = ""
    labels: list[str] = field(default_factory=list)
    sure: bool = False
    rule: str = ""

    def unnamed(self) -> Self:
        """The same figure without a name."""
        known = self.start, self.end, self.value, self.high, self.unit, self.kind, self.qualifier, self.change
        return type(self)(*known)
