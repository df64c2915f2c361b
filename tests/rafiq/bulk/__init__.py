"""Tests of rafiq/bulk."""
