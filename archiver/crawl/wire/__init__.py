"""HTTP/1.1 as it crosses the wire: what is kept of an answer is what came, and a host's rules are obeyed."""
