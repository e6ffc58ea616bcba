-- The queries of docs/queries.md, for the page of the data. Each begins with its name, its question in
-- Vietnamese and its question in English; tests/test_queries.py keeps them equal to the document's.

-- articles-by-ministry-and-year | Mỗi bộ, mỗi năm có bao nhiêu bài? | How many articles of each ministry and year are there?
SELECT ministry, year, count(*) AS articles
FROM articles
WHERE withheld = ''
GROUP BY ministry, year
ORDER BY ministry, year;

-- months-without-articles | Những tháng nào không có bài? | In which months is there nothing?
WITH RECURSIVE
    filled AS (
        SELECT DISTINCT site, substr(published, 1, 7) AS month FROM articles WHERE published <> ''
    ),
    months AS (
        SELECT site, min(month) AS month, max(month) AS last FROM filled GROUP BY site
        UNION ALL
        SELECT site, strftime('%Y-%m', month || '-01', '+1 month'), last FROM months WHERE month < last
    )
SELECT site, month FROM months
EXCEPT
SELECT site, month FROM filled
ORDER BY site, month;

-- silent-edits | Bài nào bị sửa mà không đổi ngày đăng? | Which articles were edited silently?
SELECT article, number, revisions.first_seen, changed, extent
FROM revisions JOIN articles ON articles.id = article
WHERE silent AND withheld = ''
ORDER BY revisions.first_seen, article;

-- silent-share | Bộ nào hay sửa mà không đổi ngày đăng? | How often are the edits of a ministry silent?
SELECT ministry, count(*) AS edits, sum(silent) AS silent, round(100.0 * sum(silent) / count(*)) AS percent
FROM revisions JOIN articles ON articles.id = article
WHERE number > 1 AND withheld = ''
GROUP BY ministry
ORDER BY percent DESC;

-- titles-changed | Tiêu đề nào đã đổi, từ gì thành gì? | Which titles changed, and into what?
SELECT new.article, json_extract(before.reading, '$.title') AS title_before,
    json_extract(after.reading, '$.title') AS title_after
FROM revisions AS new
JOIN revisions AS old ON old.article = new.article AND old.number = new.number - 1
JOIN readings AS before ON before.article = old.article AND before.content_hash = old.content_hash
JOIN readings AS after ON after.article = new.article AND after.content_hash = new.content_hash
JOIN articles ON articles.id = new.article
WHERE new.changed LIKE '%title%' AND withheld = ''
ORDER BY new.first_seen;

-- hours-until-edited | Bao lâu sau khi đăng thì bài bị sửa? | How long after its publication is an article edited?
SELECT article, number, round(24 * (julianday(revisions.first_seen) - julianday(published_at))) AS hours
FROM revisions JOIN articles ON articles.id = article
WHERE number > 1 AND published_at IS NOT NULL AND withheld = ''
ORDER BY hours DESC, article, number;

-- pages-gone | Trang nào nay không còn? | Which pages are gone since?
SELECT id, presence, last_seen, url
FROM articles
WHERE presence IN ('gone', 'suspect') AND withheld = ''
ORDER BY last_seen, id;

-- weekdays | Mỗi bộ đăng bài vào thứ mấy? | On which weekdays does a ministry publish?
SELECT ministry, strftime('%w', published) AS weekday, count(*) AS articles
FROM articles
WHERE published <> '' AND withheld = ''
GROUP BY ministry, weekday
ORDER BY ministry, weekday;

-- hours | Mỗi bộ đăng bài vào giờ nào? | At which hours does a ministry publish?
SELECT ministry, CAST(strftime('%H', published) AS INTEGER) AS hour, count(*) AS articles
FROM articles
WHERE published_precision = 'minute' AND withheld = ''
GROUP BY ministry, hour
ORDER BY ministry, hour;

-- bylines-by-year | Ai viết nhiều nhất cho mỗi bộ, từng năm? | Who writes most for each ministry, year by year?
SELECT ministry, year, byline, count(*) AS articles
FROM articles
WHERE byline <> '' AND withheld = ''
GROUP BY ministry, year, byline
ORDER BY articles DESC, ministry, year, byline
LIMIT 100;

-- bylines-on-more-portals | Tên nào ký ở hơn một cổng? | Which names sign on more than one portal?
SELECT byline, count(*) AS portals, group_concat(site) AS which, sum(articles) AS articles
FROM (
    SELECT byline, site, count(*) AS articles
    FROM articles
    WHERE byline <> '' AND withheld = ''
    GROUP BY byline, site
    ORDER BY byline, site
)
GROUP BY byline
HAVING portals > 1
ORDER BY portals DESC, articles DESC, byline;

-- without-byline | Bao nhiêu bài không ghi tác giả? | How many articles have no author?
SELECT ministry, year, count(*) AS articles, round(100.0 * sum(byline = '') / count(*)) AS percent_without
FROM articles
WHERE withheld = ''
GROUP BY ministry, year
ORDER BY ministry, year;

-- mergers | Sau sáp nhập, cổng mới có nối tiếp cổng cũ? | Does a merged ministry's portal go on where the old one stopped?
SELECT old.name AS old_portal, old.successor AS new_portal, substr(published, 1, 7) AS month,
    sum(articles.site = old.name) AS at_old, sum(articles.site = old.successor) AS at_new
FROM sites AS old
JOIN articles ON articles.site IN (old.name, old.successor)
WHERE old.successor <> '' AND published <> '' AND withheld = ''
GROUP BY old.name, month
ORDER BY old.name, month;

-- kinds-of-files | Các bộ đính kèm những loại tệp nào? | Which kinds of files do ministries attach?
SELECT ministry, media_type, count(*) AS files, count(DISTINCT attachments.article) AS articles
FROM attachments JOIN articles ON articles.id = attachments.article
WHERE withheld = ''
GROUP BY ministry, media_type
ORDER BY files DESC, ministry, media_type;

-- doubtful-fields | Trường nào của bài nào còn nghi ngờ? | Which fields of which articles are in doubt?
SELECT articles.id, field.key AS field, json_extract(field.value, '$.by') AS found_by,
    coalesce(json_extract(field.value, '$.confidence'), 1.0) AS certainty,
    coalesce(json_extract(field.value, '$.doubt'), '') AS doubt
FROM articles, json_each(articles.found) AS field
WHERE withheld = '' AND (certainty < 0.75 OR doubt <> '')
ORDER BY articles.id, field;

-- phrase-without-accents | Bài nào có một cụm từ, không kể dấu? | Which articles hold a phrase, whatever its accents?
SELECT articles.id, published, articles.title
FROM articles_fts JOIN articles ON docid = articles_fts.rowid
WHERE articles_fts MATCH '"da nang"' AND withheld = ''
ORDER BY published DESC;

-- phrase-as-spelled | Bài nào có cụm từ viết đúng như vậy? | Which articles hold it spelled exactly so?
SELECT articles.id, published, articles.title
FROM articles_fts JOIN articles ON docid = articles_fts.rowid
WHERE articles_fts MATCH '"hoa binh"' AND instr(articles.body, 'Hòa Bình') AND withheld = ''
ORDER BY published DESC;

-- phrase-by-year | Một cụm từ được dùng nhiều ít qua các năm? | How common was a phrase, year by year?
SELECT year, sum(found) AS with_word, count(*) AS articles, round(1000.0 * sum(found) / count(*)) AS per_thousand
FROM (
    SELECT year, docid IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH '"thong tin"') AS found
    FROM articles
    WHERE year IS NOT NULL AND withheld = ''
)
GROUP BY year
ORDER BY year;

-- sources | Nguồn nào được dẫn? | Who is quoted as the source?
SELECT source_line, count(*) AS articles, count(DISTINCT site) AS portals
FROM articles
WHERE source_line <> '' AND withheld = ''
GROUP BY source_line
ORDER BY articles DESC, source_line
LIMIT 50;

-- tags | Có những từ khóa nào, từ bao giờ tới bao giờ? | What are the tags, and how do they come and go?
SELECT tag.value AS tag, count(*) AS articles, min(substr(published, 1, 10)) AS first, max(substr(published, 1, 10)) AS last
FROM articles, json_each(articles.tags) AS tag
WHERE withheld = ''
GROUP BY tag
ORDER BY articles DESC, tag
LIMIT 100;
