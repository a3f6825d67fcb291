"""What stands beside a figure: its currency, measure or noun, and what it is taken by."""
