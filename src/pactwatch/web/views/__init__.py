"""The board's pages, one file a noun. Each gives a model: a page for people, JSON for programs, at one address."""
