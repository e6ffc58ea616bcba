"""Whether each site still gives what it used to give: facts out of SQLite, and a pure judgement of them."""
