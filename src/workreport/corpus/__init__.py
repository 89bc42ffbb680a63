"""Reports in any number: gathered once into tables, then counted and compared."""

from workreport.corpus.collect import Collected, collect
from workreport.corpus.store import Corpus, read_corpus

__all__ = ["Collected", "Corpus", "collect", "read_corpus"]
