"""Revisions: what changed between two readings of an article, and what is only a redesign."""
