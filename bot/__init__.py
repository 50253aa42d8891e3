"""Meridian, the multilingual front desk of an acupuncture clinic."""
