"""PMKS sebagai sumber ekspor (`settings.SUMBER_EKSPOR`)."""

from pmks.ekspor.sumber import SUMBER

__all__ = ["SUMBER"]
