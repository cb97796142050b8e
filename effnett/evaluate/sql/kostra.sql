-- Published values as they are. The series' numbers are our own. Regions one by one, so that only their part of the table is read.
SELECT region, series, last * 16 + span AS k, value, mark, quality
FROM kostra
WHERE region IN ({regions}) AND {series}
