"""The notebooks are found, run and turned into pages, by command."""
