-- Published values as they are. Regions one by one, so that only their part of the table is read.
SELECT region, series, last, span, value, mark, quality
FROM kostra
WHERE region IN ({regions}) AND list_contains($series, series)
