"""The clinic's WhatsApp number, over Meta's WhatsApp Business Cloud API."""
