"""What one page says: layouts where a portal is known, evidence where it is not. Pure functions."""
