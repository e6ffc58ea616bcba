"""The systems of the whole world: Joomla, Drupal, WordPress."""
# ruff: noqa: E501 -- the lines are HTML, which reads worse when it is broken

from __future__ import annotations

from archiver.demo import words
from bench.pages.chrome import Chrome
from bench.pages.sheet import Sheet
from bench.pages.template import Template


def joomla(sheet: Sheet) -> str:
    """Joomla's article view."""
    c = sheet.chrome
    return f"""<!DOCTYPE html><html lang="vi-vn"><head><base href="http://botrangmau.example/"><meta charset="utf-8"><meta name="generator" content="Joomla!">
{sheet.head("{}")}</head><body class="site com_content view-article"><div class="body"><div class="container">
<header class="header"><a class="brand" href="/">{words.PORTAL_NAME}</a><div class="site-date">{c.clock()}</div></header>
<nav class="navigation"><ul class="nav menu mod-list">{c.menu('<li class="deeper parent"><a href="{path}">{name}</a><ul class="nav-child unstyled small">{items}</ul></li>', '<li><a href="{path}">{name}</a></li>')}</ul></nav>
<div class="row-fluid"><div id="sidebar" class="span3"><div class="well"><h3 class="page-header">{c.say("Bài viết mới cập nhật")}</h3>
<ul class="latestnews">{c.headlines(10, '<li><a href="{path}"><span>{title}</span></a></li>', newer=True)}</ul></div></div>
<main id="content" role="main" class="span9"><div class="item-page" itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="vi-VN">
<div class="page-header"><h2 itemprop="headline">{sheet.title}</h2></div>
<div class="icons"><div class="btn-group pull-right">{c.shares("<li class='print-icon'><a href='#'>{}</a></li>")}</div></div>
<dl class="article-info muted"><dt class="article-info-term">{c.say("Chi tiết bài viết")}</dt>
{sheet.author('<dd class="createdby">Viết bởi <span itemprop="name">{}</span></dd>')}{sheet.above('<dd class="createdby"><span itemprop="name">{}</span></dd>')}
<dd class="category-name">Chuyên mục: <a href="/tin">{c.say(sheet.text.category)}</a></dd>
<dd class="published"><span class="icon-calendar"></span> {sheet.date}</dd><dd class="hits">{c.views()}</dd></dl>
<div itemprop="articleBody">{sheet.lead('<p class="introtext">{}</p>')}
{sheet.writer.body()}
</div>{sheet.tags('<li><a class="label label-info" href="/tags">{}</a></li>', '<ul class="tags inline">{}</ul>')}
<ul class="pager pagenav"><li class="previous"><a href="/truoc.html">{c.say("Bài viết trước đó")}</a></li><li class="next"><a href="/sau.html">{c.say("Bài viết sau đó")}</a></li></ul></div>
<div class="moduletable"><h3>{c.say("Các bài viết khác")}</h3><ul class="category-module">{c.headlines(12, '<li><a class="mod-articles-category-title" href="{path}">{title}</a> <span class="mod-articles-category-date">{minute}</span></li>')}</ul></div></main></div></div></div>
<footer class="footer"><div class="container">{c.foot("<p>{}</p>")}<p>{c.counter()}</p></div></footer></body></html>"""


def joomla_offer(c: Chrome) -> str:
    """A module loaded into the article."""
    inner = c.headlines(2, '<li><a href="{path}">{title}</a></li>')
    return f'<div class="moduletable relateditems"><ul class="relateditems">{inner}</ul></div>'


def drupal(sheet: Sheet) -> str:
    """Drupal's node with fields."""
    c = sheet.chrome
    row = '<div class="views-row"><div class="views-field-title"><a href="{path}" hreflang="vi">{title}</a></div><div class="views-field-created">{minute}</div></div>'
    return f"""<!DOCTYPE html><html lang="vi" dir="ltr"><head><meta charset="utf-8"><meta name="Generator" content="Drupal 9">
{sheet.head("{} | " + words.PORTAL_NAME)}</head><body class="path-node page-node-type-article"><div class="dialog-off-canvas-main-canvas"><div class="layout-container">
<header role="banner"><div class="region region-header"><div class="block-date">{c.clock()}</div></div></header>
<nav role="navigation" class="block-menu"><ul class="menu menu--main">{c.menu('<li class="menu-item"><a href="{path}">{name}</a><ul>{items}</ul></li>', '<li class="menu-item"><a href="{path}">{name}</a></li>')}</ul></nav>
<main role="main"><div class="layout-content"><div class="region region-content"><h1 class="page-title"><span class="field field--name-title">{sheet.title}</span></h1>
<article role="article" class="node node--type-article node--view-mode-full"><footer class="node__meta"><div class="node__submitted">{sheet.author("Đăng bởi <span class='username'>{}</span> ")}</div></footer>
<div class="node__content"><div class="field field--name-field-ngay">{sheet.date}</div>
<div class="field--name-field-chia-se">{c.shares("<span>{}</span>")}</div>
{sheet.above('<div class="field field--name-field-tac-gia">{}</div>')}
{sheet.lead('<div class="field field--name-field-trich-yeu field__item">{}</div>')}
<div class="clearfix text-formatted field field--name-body field__item">
{sheet.writer.body()}
</div>{sheet.tags('<div class="field__item"><a href="/tag">{}</a></div>', '<div class="field field--name-field-tags"><div class="field__label">Từ khóa</div>{}</div>')}
<section class="field--name-comment">{c.comments('<div class="comment"><span>{who}</span><p>{said}</p><time>{minute}</time></div>')}</section></div></article>
<div class="views-element-container block"><h2>{c.say("Tin cùng chuyên mục")}</h2>{c.headlines(10, row)}</div></div></div>
<aside class="layout-sidebar-second"><div class="block"><h2>{c.say("Tin đọc nhiều trong tuần")}</h2>{c.headlines(12, row, newer=True)}</div>{c.services("<p>{}</p>")}</aside></main>
<footer role="contentinfo">{c.foot("<p>{}</p>")}<p>{c.counter()}</p></footer></div></div></body></html>"""


def drupal_offer(c: Chrome) -> str:
    """An embedded node."""
    inner = c.headlines(1, '<h4><a href="{path}">{title}</a></h4><p>{teaser}</p>')
    return f'<div class="embedded-entity node--view-mode-related">{inner}</div>'


def wordpress(sheet: Sheet) -> str:
    """A WordPress theme."""
    c = sheet.chrome
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="UTF-8"><meta name="generator" content="WordPress 5.8">
{sheet.head("{} &#8211; " + words.PORTAL_NAME)}</head><body class="post-template-default single single-post"><div id="page" class="site">
<header id="masthead" class="site-header"><div class="site-branding"><p class="site-title"><a href="/">{words.MINISTRY}</a></p><p class="site-description">{c.slogan()}</p></div>
<div class="top-date">{c.clock()}</div><nav class="main-navigation"><ul id="primary-menu">{c.menu('<li class="menu-item menu-item-has-children"><a href="{path}">{name}</a><ul class="sub-menu">{items}</ul></li>', '<li class="menu-item"><a href="{path}">{name}</a></li>')}</ul></nav></header>
<div id="content" class="site-content"><div id="primary" class="content-area"><main class="site-main">
<article id="post-{sheet.text.story.key[1]}" class="post type-post status-publish hentry"><header class="entry-header"><h1 class="entry-title">{sheet.title}</h1>
<div class="entry-meta"><span class="posted-on">{sheet.date}</span>{sheet.author(' <span class="byline"> bởi <span class="author vcard"><a class="url fn n" href="/author/x/">{}</a></span></span>')}</div></header>
{sheet.above('<p class="has-small-font-size">{}</p>')}
{sheet.lead('<div class="entry-excerpt"><p>{}</p></div>')}
<div class="entry-content">
{sheet.writer.body()}
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">{c.say("Chia sẻ bài viết này:")}</h3>{c.shares("<a class='sd-button'>{}</a>")}</div></div>
<footer class="entry-footer">{sheet.tags('<a href="/tag/" rel="tag">{}</a>', '<span class="tags-links">Thẻ {}</span>')}</footer></article>
<nav class="post-navigation"><div class="nav-links">{c.headlines(2, '<div class="nav-previous"><a href="{path}" rel="prev">{title}</a></div>')}</div></nav>
<div id="comments" class="comments-area"><ol class="comment-list">{c.comments('<li class="comment"><b class="fn">{who}</b> <time>{minute}</time><div class="comment-content"><p>{said}</p></div></li>')}</ol>
<h3 class="comment-reply-title">{c.say("Để lại một bình luận")}</h3><p>{c.say("Email của bạn sẽ không được hiển thị công khai.")}</p></div></main></div>
<aside id="secondary" class="widget-area"><section class="widget widget_recent_entries"><h2 class="widget-title">{c.say("Bài viết mới nhất")}</h2><ul>{c.headlines(14, '<li><a href="{path}">{title}</a><span class="post-date">{day}</span></li>', newer=True)}</ul></section>
<section class="widget"><h2 class="widget-title">{c.say("Bài viết cùng chủ đề")}</h2><ul>{c.headlines(8, '<li><a href="{path}">{title}</a></li>')}</ul></section></aside></div>
<footer id="colophon" class="site-footer"><div class="site-info">{c.foot("<p>{}</p>")}{c.counter()}</div></footer></div></body></html>"""


def wordpress_offer(c: Chrome) -> str:
    """An embedded post."""
    return c.headlines(
        1,
        '<figure class="wp-block-embed"><blockquote class="wp-embedded-content"><a href="{path}">{title}</a></blockquote></figure>',
    )


TEMPLATES = (
    Template(
        name="joomla",
        write=joomla,
        offer=joomla_offer,
        dates=("joomla", "short-year"),
        url="/tin-tuc/{id}-{slug}.html",
    ),
    Template(name="drupal", write=drupal, offer=drupal_offer, dates=("drupal", "plain"), url="/node/{id}"),
    Template(
        name="wordpress",
        write=wordpress,
        offer=wordpress_offer,
        dates=("day", "plain", "posted-day"),
        url="/2016/08/{slug}/",
    ),
)
