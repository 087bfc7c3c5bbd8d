"""Who may read and do what: the rules of RULES.md as plain Python, and the sealed views that prove they were applied."""
