"""Word documents (.docx), read from their XML: text as it shows when every tracked change is accepted.

package (the archive and its parts) → styles, numbering, runs (a paragraph) → story (paragraphs and tables) → document.
Nothing of python-docx is used: it leaves out content controls and text boxes, and is slow.
"""
