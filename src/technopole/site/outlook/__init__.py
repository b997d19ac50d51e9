"""The outlook's pages: which targets will be met, how long the money lasts, and how far all of it can be trusted."""
