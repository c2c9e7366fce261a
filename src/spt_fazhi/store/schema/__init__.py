"""JSON Schemas of the data files, made from the models."""
