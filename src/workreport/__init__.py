"""Read Chinese work reports: their outline, words and figures, and the pages that show them."""
