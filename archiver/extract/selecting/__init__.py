"""From what pages say to selectors: where known text stands, what finds it, what mends a drifted layout."""
