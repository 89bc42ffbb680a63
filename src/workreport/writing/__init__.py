"""How Chinese is written: characters, widths, numerals, marks, words of the dictionary, and lists of them."""
