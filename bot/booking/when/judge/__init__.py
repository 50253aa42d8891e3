"""Learning which of the days and times that a message names are the wish."""
