"""Appointments: when they can be, and how they are kept."""
