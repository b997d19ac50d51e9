"""One function a page: one question to the domain, one template."""
