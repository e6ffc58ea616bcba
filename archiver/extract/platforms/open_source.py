"""Plone, Joomla, Drupal and WordPress in the templates that they ship with.

mofa.gov.vn is Plone; the others serve agencies and provinces. A listing made of whole articles has several
bodies and so satisfies no layout.
"""

from __future__ import annotations

from archiver.extract.platforms.choices import AUTHORS, DATES, LEADS, SOURCES, first_of, near, signed
from archiver.extract.site import Layout, Rule
from archiver.page.page import Page, text_of


def _published_on_plone(page: Page) -> str:
    """The time behind a label, which is in the language of the reader's browser; never that of an edit."""
    for node in page.each(".documentPublished"):
        label = " ".join(text_of(part) for part in node.css("span > span"))
        return text_of(node).removeprefix(label).strip()
    for node in page.each(".documentByLine:not(:has(.documentModified))"):
        if any(map(str.isdigit, text := text_of(node))):
            return text
    return ""


#: Plone 2 to 5; `div.plain` is the older versions' box of text.
PLONE = Layout(
    name="plone",
    when="#region-content div.plain, #parent-fieldname-text",
    body="#region-content div.plain, #parent-fieldname-text",
    title=Rule(css="h1.documentFirstHeading, #parent-fieldname-title"),
    lead=Rule(css=".documentDescription, #parent-fieldname-description"),
    published=_published_on_plone,
    byline=signed(".documentAuthor", beside="#region-content div.plain, #parent-fieldname-text"),
)

#: Joomla 3 to 5; a page may have its menu entry's name as `h1` above the article's `h2`.
JOOMLA = Layout(
    name="joomla",
    when=".item-page :is([itemprop=articleBody], .com-content-article__body)",
    body=".item-page :is([itemprop=articleBody], .com-content-article__body)",
    title=first_of(
        ".item-page [itemprop=headline]", ".item-page .page-header h2", ".item-page .page-header h1"
    ),
    published=first_of(
        ".item-page .article-info .published",
        ".item-page .article-info .create",
    ),
    byline=first_of(".item-page .createdby [itemprop=name]", ".item-page .createdby"),
    category=Rule(css=".item-page .category-name a"),
    tags=".item-page .tags a",
    drop=(".pager", ".pagenav"),
)

#: K2, the article extension many Joomla portals used instead.
JOOMLA_K2 = Layout(
    name="joomla-k2",
    when=".itemView .itemBody",
    body=".itemView .itemBody",
    title=Rule(css=".itemView .itemTitle"),
    published=Rule(css=".itemView .itemDateCreated"),
    lead=Rule(css=".itemView .itemIntroText"),
    byline=Rule(css=".itemView .itemAuthor a"),
    category=Rule(css=".itemView .itemCategory a"),
    tags=".itemView .itemTags a",
    drop=(".itemImageGallery", ".itemContentFooter", ".itemHits"),
)

#: Joomla 1.0 and 1.5: one table for the heading, one for the text.
JOOMLA_1 = Layout(
    name="joomla-1",
    when="table.contentpaneopen td.contentheading",
    body="table.contentpaneopen:not(:has(.contentheading))",
    title=Rule(css="td.contentheading"),
    published=Rule(css="td.createdate"),
    byline=Rule(css="table.contentpaneopen span.small"),
    drop=("td.modifydate", ".article_separator", ".pagenav"),
)


def _fields(*words: str) -> tuple[str, str]:
    """The fields of a full node whose class holds one of some words: what stands below a label, else all."""
    places = near(".node--view-mode-full > .node__content >", *words)
    return ", ".join(f"{place} .field__item" for place in places.split(", ")), places


#: Drupal 7 to 10, the full view of a node; a field may have its label above or before it.
DRUPAL = Layout(
    name="drupal",
    when=".node--view-mode-full .field--name-body, body.page-node .node:not(.node-teaser) .field-name-body",
    body=".node--view-mode-full .field--name-body, body.page-node .node:not(.node-teaser) .field-name-body",
    title=first_of("h1.page-header", "h1.page-title", "h1#page-title", ".node--view-mode-full .node__title"),
    published=first_of(
        *_fields(*DATES),
        ".node--view-mode-full > .node__content > :is(.field--name-field-ngay, .field--name-field-date)",
        ".node--view-mode-full .node__submitted .field--name-created",
        ".node--view-mode-full .node__submitted",
        "body.page-node .node .submitted",
    ),
    lead=first_of(*_fields(*LEADS)),
    byline=first_of(
        *_fields(*AUTHORS),
        ".node--view-mode-full .node__submitted .username",
    ),
    source_line=first_of(
        near(".node--view-mode-full > .node__content >", *SOURCES),
        near("body.page-node .node > .content >", *SOURCES),
    ),
    tags=".field--name-field-tags a, .field-name-field-tags a",
)

#: WordPress, one post.
WORDPRESS = Layout(
    name="wordpress",
    when="body:is(.single, .single-post) .entry-content",
    body="body:is(.single, .single-post) .entry-content",
    title=Rule(css=".entry-title"),
    published=first_of(
        ".entry-meta time.published",
        ".entry-meta time.entry-date:not(.updated)",
        ".entry-meta :is(.entry-date, .posted-on)",
    ),
    byline=signed(
        ".entry-meta .author .fn",
        ".entry-meta .author a",
        ".entry-meta .byline .author",
        ".entry-meta .byline .fn",
        beside="body:is(.single, .single-post) .entry-content",
    ),
    lead=first_of(near("body:is(.single, .single-post) .hentry >", "entry-excerpt", "entry-summary")),
    category=first_of(".cat-links a"),
    tags=".tags-links a, .tag-links a",
    drop=(
        ".sharedaddy",
        ".jp-relatedposts",
        ".yarpp-related",
        ".post-views",
        ".wp-block-buttons",
        ".wp-embedded-content",
    ),
)
