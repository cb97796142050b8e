-- Published figures of some series that end with some years, for every region. The numbers are our own.
-- Where both a year and its last quarter are published the year comes last, and stands.
SELECT series, last, region, value, mark, quality
FROM kostra_by_series
WHERE series IN ({series}) AND last IN ({months})
ORDER BY span
