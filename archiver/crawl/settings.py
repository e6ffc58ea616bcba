"""Scrapy's settings for every crawl, by `archiver crawl` and by `scrapy crawl` alike."""

import os
from importlib.metadata import version

from archiver.crawl.folders import NAME, spiders_package

BOT_NAME = "ministry-archiver"
spiders_package()
SPIDER_MODULES = [NAME]
NEWSPIDER_MODULE = NAME

#: Where the archive lives; `--data` and the environment say otherwise.
ARCHIVER_DATA = os.environ.get("ARCHIVER_DATA", "data")
#: Whom a portal's administrator may write to: a page or a mail address.
ARCHIVER_CONTACT = os.environ.get("ARCHIVER_CONTACT", "")
#: The least seconds between two requests to one host; a site's own delay may be longer.
ARCHIVER_DELAY = float(os.environ.get("ARCHIVER_DELAY", "0"))
#: A run waits for retries that are due within so many seconds; later ones are for the next run.
ARCHIVER_PATIENCE = float(os.environ.get("ARCHIVER_PATIENCE", "90"))
#: A clock that is hours before the last crawl is right, and was wrong then: somebody has looked.
ARCHIVER_TRUST_CLOCK = bool(os.environ.get("ARCHIVER_TRUST_CLOCK", ""))
#: Exact addresses, by commas, that may be reached although they are not public: a tester's own server.
ARCHIVER_REACH = os.environ.get("ARCHIVER_REACH", "")
#: The Chromium for portals whose pages a script fills in; empty for the first that is found.
ARCHIVER_BROWSER = os.environ.get("ARCHIVER_BROWSER", "")
#: A page that has not come to rest after so many seconds, what it asks for included, ends with its browser.
ARCHIVER_BROWSER_SECONDS = float(os.environ.get("ARCHIVER_BROWSER_SECONDS", "60"))

_CONTACT = f" (+{ARCHIVER_CONTACT})" if ARCHIVER_CONTACT else ""
USER_AGENT = f"{BOT_NAME}/{version('ministry-archiver')}{_CONTACT}"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "vi",
    # What `archiver.archive.warc.decoding` decodes.
    "Accept-Encoding": "gzip, deflate, br, zstd",
}

# Politeness: one request at a time per host; `archiver.crawl.pace` says how long a pause is. Scrapy would
# vary it at random, to less than what a portal asks for.
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY_JITTER = 0
AUTOTHROTTLE_ENABLED = False
# Of what else Scrapy brings (consoles that run code, feeds, counters, limits) nothing is loaded: that was a
# fifth of the time that a crawl takes to begin.
EXTENSIONS_BASE: dict[str, int] = {}
EXTENSIONS = {"archiver.crawl.pace.Pace": 0}
DOWNLOAD_TIMEOUT = 60

# What comes in is bounded. What the portal cuts off is kept and says so; so is a file that is too long.
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024
DOWNLOAD_VERIFY_CERTIFICATES = True

# The ledger retries, follows redirects and knows what was seen; it does so across runs and kills.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"

# Consoles that run code, and schemes that read this machine, stay off.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
DOWNLOAD_HANDLERS = {
    **dict.fromkeys(("http", "https"), "archiver.crawl.handler.Handler"),
    **dict.fromkeys(("data", "file", "ftp", "s3")),
}

# Of Scrapy's own middlewares those alone that have something to do here: each costs every page some time.
DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
DOWNLOADER_MIDDLEWARES = {
    "archiver.crawl.robots.Robots": 100,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    # Only a robots.txt is led on by Scrapy (RFC 9309, 2.3.1.2).
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
    # Near the network: sees every response, robots.txt too, as it came.
    "archiver.crawl.capture.CaptureMiddleware": 1000,
    "archiver.crawl.guard.GuardMiddleware": 1001,
}
REDIRECT_MAX_TIMES = 5
ITEM_PIPELINES = {"archiver.crawl.pipeline.ArchivePipeline": 100}

# Nor of those between the engine and the spider: one of them drops an address that is too long without a
# word, and would never give it back.
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}

# Two costs of Scrapy 2.19 found by profile: 100 worker tasks per response, and the source of a
# callback parsed again and again. Without them 1.8 times the pages per second.
CONCURRENT_ITEMS = 1
WARN_ON_GENERATOR_RETURN_VALUE = False

# Nobody reads Scrapy's own counters.
STATS_CLASS = "scrapy.statscollectors.DummyStatsCollector"
LOG_FORMATTER = "archiver.crawl.quiet.QuietLogFormatter"
LOG_LEVEL = "WARNING"
LOGSTATS_INTERVAL = 0
STATS_DUMP = False
