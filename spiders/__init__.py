"""One file per ministry; a user's own `./spiders` is searched before the installed one."""
