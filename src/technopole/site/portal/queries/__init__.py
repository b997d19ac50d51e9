"""What the pages show: frozen values, worked out once and free of the web."""
