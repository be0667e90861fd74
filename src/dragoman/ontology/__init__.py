"""What an event is: PLOVER as data (types, modes, triggers), its bridge to CAMEO, the contexts of a text."""

from dragoman.ontology.loader import load_ontology
from dragoman.ontology.types import EventType, Example, Mode, Ontology, Trigger

__all__ = ["EventType", "Example", "Mode", "Ontology", "Trigger", "load_ontology"]
