"""The marks that items of a list begin with: one idea of an item for who reads, cuts and quotes lists.

Parts of regular expressions, without the white space that follows a mark.
"""

# Whatever stands at the beginning of a line; the dashes may be those of a sentence.
BULLETS = "*+•‣▪◦●■☐☑☒✓✔-"
DASHES = "–—"
# "#." is a number that reStructuredText counts.
NUMBER = r"(?:\(?\d{1,3}[.)]|#\.)"
# "(a)", "b)", "c.", "(iv)", "IV)"; "A." is somebody's initial.
LETTER = r"(?:\(?(?:[A-Za-z]|[ivx]{2,5}|[IVX]{2,5})\)|[a-z]\.)"
ITEM = rf"(?:[{DASHES}{BULLETS}]|{NUMBER}|{LETTER})"
# A line that is one.
ITEM_LINE = rf"\s*{ITEM}\s+\S"
