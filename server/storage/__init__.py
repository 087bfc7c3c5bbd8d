"""The only room that speaks to the database: tables, queries that narrow by reader, and the log of live edits."""
