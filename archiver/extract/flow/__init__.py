"""A page as a flow of text blocks: nodes in, blocks out, with what their tags and words say."""
