"""Crushed on the way: the finding with its ticks, the refund, and the claim on the courier."""

from __future__ import annotations
