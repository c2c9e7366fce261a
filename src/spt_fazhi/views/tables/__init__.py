"""The ledger as tables of typed cells: what a spreadsheet or a CSV file holds."""
