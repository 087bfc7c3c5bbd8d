"""The HTTP edge: routes, sign-in, errors and screens; it asks services and shows what they reveal."""
