"""What leaves the desk. `exporters` is the table of all formats; each is rendered by a module of its own."""
