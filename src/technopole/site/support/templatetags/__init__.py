"""What the templates of support say."""
