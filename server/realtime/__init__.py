"""Writing together: the sockets people type through. Read PROTOCOL.md first, then codec, session, room, hub."""
