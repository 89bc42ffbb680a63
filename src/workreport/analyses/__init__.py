"""The analyses of the notebooks: a document goes in, a DataFrame or a sentence comes out."""
