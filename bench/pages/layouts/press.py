"""State newspapers and what is built today: a news site, HTML5 sections, utility classes."""
# ruff: noqa: E501 -- the lines are HTML, which reads worse when it is broken

from __future__ import annotations

from archiver.demo import words
from bench.pages.chrome import Chrome
from bench.pages.sheet import Sheet
from bench.pages.template import Template


def newspaper(sheet: Sheet) -> str:
    """A ministry's newspaper: a column of teasers on both sides, the reporter under the lead."""
    c = sheet.chrome
    story = '<article class="story story--text"><h2 class="story__heading"><a href="{path}">{title}</a></h2><div class="story__summary">{teaser}</div><div class="story__meta"><time>{minute}</time></div></article>'
    small = '<article class="story story--mini"><h4 class="story__heading"><a href="{path}">{title}</a></h4></article>'
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
{sheet.head("{}")}</head><body class="mini-page">
<header class="site-head"><div class="site-head__bar"><span class="site-head__now">{c.clock()}</span><a href="/rss">RSS</a></div>
<a class="site-head__brand" href="/">{words.PORTAL_NAME}</a><ul class="channels">
{c.menu('<li class="channels__one"><a href="{path}">{name}</a><ul class="channels__more">{items}</ul></li>', '<li><a href="{path}">{name}</a></li>')}</ul></header>
<div class="cols"><div class="cols__main"><div class="where"><a href="/">Trang nhất</a><a href="/tin">{c.say(sheet.text.category)}</a></div>
<div class="piece"><header class="piece__top">
{sheet.arranged(title=f'<h1 class="piece__name cms-title">{sheet.title}</h1>', date=f'<div class="piece__line"><time class="piece__when">{sheet.date}</time>{c.shares("<button>{}</button>")}</div>', lead=sheet.lead('<div class="piece__standfirst cms-desc">{}</div>'))}
</header>{sheet.above('<div class="piece__who">{}</div>')}
<div class="piece__words cms-body">
{sheet.writer.body()}
</div>{sheet.author('<div class="piece__who piece__who--end"><strong>{}</strong></div>')}
{sheet.tags('<a class="chip" href="/chu-de">{}</a>', '<div class="piece__chips"><span>Từ khóa</span>{}</div>')}</div>
<div class="talk"><h3>{c.say("Bình luận của bạn đọc")}</h3>{c.comments('<div class="talk__one"><b>{who}</b><p>{said}</p><small>{minute}</small></div>')}</div>
<section class="shelf"><h3 class="shelf__name">{c.say("Tin cùng chuyên trang")}</h3>{c.headlines(10, story)}</section></div>
<aside class="cols__side"><section class="shelf"><h3 class="shelf__name">{c.say("Đọc nhiều trong tuần qua")}</h3>{c.headlines(10, small, newer=True)}</section>
<div class="rail">{c.services("<span>{}</span>")}</div></aside></div>
<footer class="site-foot">{c.foot("<p>{}</p>")}<p>{c.counter()}</p></footer></body></html>"""


def newspaper_offer(c: Chrome) -> str:
    """A story in the text."""
    return c.headlines(
        1,
        '<article class="story story--inline"><h4 class="story__heading"><a href="{path}">{title}</a></h4><div class="story__summary">{teaser}</div></article>',
    )


def semantic(sheet: Sheet) -> str:
    """HTML5 by the book, hardly a class."""
    c = sheet.chrome
    link = '<li><a href="{path}">{title}</a> <time>{day}</time></li>'
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">
{sheet.head("{} · " + words.MINISTRY)}</head><body><header><a href="/" rel="home">{words.PORTAL_NAME}</a><p>{c.clock()}</p>
<nav><ul>{c.menu('<li><a href="{path}">{name}</a><ul>{items}</ul></li>', '<li><a href="{path}">{name}</a></li>')}</ul></nav></header>
<main><article><header>
{sheet.arranged(title=f"<h1>{sheet.title}</h1>", date=f"<p>{sheet.date}</p>", lead=sheet.lead("<p><strong>{}</strong></p>"))}
{sheet.above("<address>{}</address>")}</header>
<section>
{sheet.writer.body()}
</section><footer>{sheet.author("<address>{}</address>")}<ul>{c.shares("<li><a href='#'>{}</a></li>")}</ul></footer></article>
<section><h2>{c.say("Những bài cùng chủ đề")}</h2><ul>{c.headlines(12, link)}</ul></section></main>
<aside><h2>{c.say("Vừa đăng trên trang")}</h2><ul>{c.headlines(12, link, newer=True)}</ul></aside>
<footer>{c.foot("<p>{}</p>")}<small>{c.counter()}</small></footer></body></html>"""


def semantic_offer(c: Chrome) -> str:
    """An aside."""
    return f"<aside><p>{c.headlines(1, '<a href={path}>{title}</a>')}</p></aside>"


def utility(sheet: Sheet) -> str:
    """Classes that only say how things look."""
    c = sheet.chrome
    card = '<div class="flex gap-4 py-3 border-b"><a class="block w-24 h-16 bg-gray-200" href="{path}"></a><div class="flex-1"><a class="text-base font-semibold leading-6" href="{path}">{title}</a><div class="text-xs text-gray-500 mt-1">{minute}</div></div></div>'
    return f"""<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
{sheet.head("{} | " + words.PORTAL_NAME)}</head><body class="bg-white text-gray-900"><div id="app"><div class="h-8 bg-red-700 text-white flex justify-between px-4"><div>{words.MINISTRY}</div><div class="text-sm">{c.clock()}</div></div>
<div class="flex flex-wrap px-4 py-2 shadow">{c.menu('<div class="relative px-3"><a class="uppercase text-sm" href="{path}">{name}</a><div class="absolute z-10 bg-white">{items}</div></div>', '<a class="block px-4 py-1 text-sm" href="{path}">{name}</a>')}</div>
<div class="max-w-6xl mx-auto grid grid-cols-12 gap-8 mt-6"><div class="col-span-8"><div class="text-sm text-gray-500 mb-2"><a href="/">Trang chủ</a> / <a href="/tin">{c.say(sheet.text.category)}</a></div>
{sheet.arranged(title=f'<h1 class="text-3xl font-bold leading-tight">{sheet.title}</h1>', date=f'<div class="flex items-center text-sm text-gray-500 my-3"><span>{sheet.date}</span></div>', lead=sheet.lead('<div class="text-lg font-bold mb-4">{}</div>'))}
<div class="flex gap-2">{c.shares('<span class="px-2 py-1 border text-xs">{}</span>')}</div>
{sheet.above('<div class="italic text-sm mb-2">{}</div>')}
<div class="prose max-w-none">
{sheet.writer.body()}
</div>{sheet.author('<div class="text-right font-bold mt-4">{}</div>')}
{sheet.tags('<a class="px-2 bg-gray-100 text-sm" href="/t">#{}</a>', '<div class="flex gap-1 mt-6">{}</div>')}
<div class="mt-10"><div class="text-xl font-bold border-b-2">{c.say("Bài viết cùng danh mục")}</div>{c.headlines(8, card)}</div></div>
<div class="col-span-4"><div class="text-xl font-bold border-b-2">{c.say("Được quan tâm nhiều")}</div>{c.headlines(14, card, newer=True)}
<div class="grid gap-2 mt-6">{c.services('<div class="p-2 bg-blue-50">{}</div>')}</div></div></div>
<div class="bg-gray-800 text-white mt-12 p-8 text-sm">{c.foot("<div>{}</div>")}<div>{c.counter()}</div></div></div></body></html>"""


def utility_offer(c: Chrome) -> str:
    """A bordered card."""
    return c.headlines(
        1,
        '<div class="border-l-4 pl-4 my-4"><a class="font-semibold" href="{path}">{title}</a></div>',
    )


TEMPLATES = (
    Template(
        name="newspaper",
        write=newspaper,
        offer=newspaper_offer,
        dates=("bar-tight", "dashes-weekday", "plain"),
        url="/{slug}-post{id}.html",
    ),
    Template(
        name="semantic",
        write=semantic,
        offer=semantic_offer,
        dates=("plain", "drupal"),
        url="/tin-tuc/{slug}",
        markups=("p", "spans", "div", "br"),
    ),
    Template(
        name="utility",
        write=utility,
        offer=utility_offer,
        dates=("bar", "at", "ims"),
        url="/news/{slug}~{id}",
    ),
)
