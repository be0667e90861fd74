"""The record: the store of many reports, with its history."""

from dragoman.record.store import Record

__all__ = ["Record"]
