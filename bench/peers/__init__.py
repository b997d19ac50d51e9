"""What runs in the environments of peers, and never in ours: their licences are others."""
