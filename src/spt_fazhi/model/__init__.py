"""What is written: frozen values for the register, its units, the records and the decisions, and `Problem`.

They are plain dataclasses; Pydantic's `TypeAdapter` validates into them the tree of text of every file that is read
(`store/yaml/validate.py`), and what it has validated is revived from the cache without importing it.
"""
