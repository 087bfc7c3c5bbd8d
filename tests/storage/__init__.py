"""What is stored comes back, on both databases."""
