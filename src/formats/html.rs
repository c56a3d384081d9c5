//! Pages through the theme's templates.
