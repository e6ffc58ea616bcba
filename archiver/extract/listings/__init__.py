"""The parts of reading listings: what is declared, each form, where it goes on."""
