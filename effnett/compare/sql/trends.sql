-- The figures of a series in a span of years, a year's before its last quarter's where it has both.
SELECT series, last, region, value
FROM kostra_by_series
WHERE series = {series} AND last BETWEEN {first} AND {end} AND last % 12 = 11 AND value IS NOT NULL
QUALIFY span = max(span) OVER (PARTITION BY last)
