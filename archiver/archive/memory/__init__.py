"""What each site repeats on its pages: learned from its captures, and left out of all of them."""
