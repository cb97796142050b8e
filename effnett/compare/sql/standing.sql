-- One region's figure of every series in a year, held against the figures of some regions: how many, their median and
-- the median absolute deviation from it. {from} is the sort order that has those regions' rows closest together.
WITH figures AS (
    SELECT series, region, value
    FROM {from}
    WHERE last = $last AND value IS NOT NULL AND {condition}
), middles AS (
    SELECT series, median(value) AS middle, count(*) AS known, max(value) FILTER (region = $own) AS own
    FROM figures GROUP BY series
)
SELECT f.series, any_value(m.own), any_value(m.middle), any_value(m.known), median(abs(f.value - m.middle)) AS mad
FROM figures f JOIN middles m ON m.series = f.series
WHERE m.own IS NOT NULL AND m.known > $least
GROUP BY f.series
ORDER BY f.series
