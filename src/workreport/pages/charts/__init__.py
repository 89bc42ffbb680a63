"""Charts: each takes a finished frame, draws on one Axes and says in words what it shows."""
