-- Published values as they are, newest first. Regions one by one, so that only their part of the table is read.
SELECT region, series, last, span, value, mark, quality
FROM kostra
WHERE region IN ({regions}) AND list_contains($series, series) AND last <= $end
ORDER BY last DESC
