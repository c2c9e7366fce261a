"""The forms that were sent: what came back, who has answered, what asking has cost."""
