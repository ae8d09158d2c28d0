"""Who asks, and the pages on which people sign in and keep their accounts."""
