"""The unmodified provider of the browsers against our server, rule by rule of PROTOCOL.md."""
