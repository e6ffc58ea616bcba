"""A portal on a bad day: every fault that real portals have shown, as seeded switches."""

from archiver.demo.faults.answers import faulty
from archiver.demo.faults.values import Asked, Faults, ListingFault, RobotsFault

__all__ = ["Asked", "Faults", "ListingFault", "RobotsFault", "faulty"]
