"""A specification as a PDF: chapters set apart in short-lived workers, kept as long as nothing in them changes, then bound."""
