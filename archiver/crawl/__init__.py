"""Fetching, politely: the only home of Scrapy."""
