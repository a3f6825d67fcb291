__version__ = "0.1.0"
SOFTWARE = f"stet-desk/{__version__}"
"""What an export says that it was written by."""
