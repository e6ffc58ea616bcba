"""What a Vietnamese page means by its letters: strings and bytes in, values out."""
