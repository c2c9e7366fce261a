"""Tables that a person hands in: spreadsheets of Excel, WPS and LibreOffice, CSV, and plans written as tables."""
