"""What a site's file must say of a portal, found from a list and some articles of it. Pure."""
