"""From bytes to a parsed page: decoding, and the only home of the HTML parser."""
