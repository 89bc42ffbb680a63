"""How it looks: what columns are called, tables, charts, marked text. All text is escaped here."""
