"""`make bench`: our server beside other servers for shared text, in the same run."""
