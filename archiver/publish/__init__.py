"""What readers see: Datasette, exports, reports."""
