"""Forms to the units: whom to ask what, made as workbooks."""
