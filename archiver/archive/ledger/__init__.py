"""The ledger: which URL is due, what a visit to it means, how far a listing is walked."""
