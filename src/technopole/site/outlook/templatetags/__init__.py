"""Tags of the outlook's templates."""
