"""What a forge shows beside the lines of a change: annotations as workflow commands and as SARIF."""
