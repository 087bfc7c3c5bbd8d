"""The live line under stress: everybody comes back at once, one reader stops reading, and HTTP beside WebSocket."""
