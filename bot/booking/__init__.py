"""Appointments: when they can be, how they are kept, and who may see and change them."""
