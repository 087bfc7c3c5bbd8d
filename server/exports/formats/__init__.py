"""One file per export format; `FORMATS` is written out, not discovered."""
