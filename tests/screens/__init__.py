"""Every screen, walked in a real browser as the people who open it."""
