"""The Django project: one app per word of the domain, on PostgreSQL."""
