"""What a screen, a JSON document or a template needs, as typed values made from an assessment."""
