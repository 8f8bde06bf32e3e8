"""The evidence of a ticket on screen: adding, looking, saying what it is, taking it out."""
