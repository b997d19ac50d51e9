"""Writers: each makes a file of the one model of a paper; a writer imports no other."""
