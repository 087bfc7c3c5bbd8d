"""Live text: the gate that decodes first, replicas, replay, and the way between Yjs fragments and node trees."""
