"""VCCorp IMS: the government's portals since 2020, mic.gov.vn and mst.gov.vn, and the large newspapers."""

from __future__ import annotations

from archiver.extract.platforms.choices import first_of
from archiver.extract.site import Layout, Rule

#: Related boxes carry a `type`, which decides; their class is that of boxes with text.
IMS = Layout(
    name="ims",
    when="[data-role=content], .detail-content.afcbc-body",
    # A second, empty container of the same class serves the pop-up of the reader's own notes.
    body=":is([data-role=content], .detail-content.afcbc-body):not(#objectPopupBody)",
    title=Rule(css="[data-role=title], h1.detail-title, h1.title-detail"),
    published=Rule(
        css="[data-role=publishdate], .pdate:not([data-role]),"
        " .detail-time:not(:has([data-role=publishdate]))"
    ),
    lead=Rule(css="[data-role=sapo], h2.detail-sapo"),
    # The full list of names stands below the text; the one above may say `và 1 tác giả khác`.
    byline=first_of(
        ".detail-author-bot",
        ".detail-author-top",
        ".detail-author .author-info .name",
        "[data-role=author]",
        "p.author",
    ),
    category=Rule(css="[data-role=cate-name]"),
    tags=".detail-tag a, .detail-tag-list a, [data-role=tags] a",
    drop=(
        "[type=RelatedNewsBox]",
        "[type=RelatedOneNews]",
        "zone",
        ".readmore-body-box",
        ".tindnd",
        ".detail-author",
        ".author-info",
    ),
)
