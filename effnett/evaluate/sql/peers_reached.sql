-- The lowest and highest figure of all municipalities, by series and period. Numbers are our own.
-- Codes of four digits that end in 00 are counties; 9999 is nowhere, 2111 Longyearbyen.
SELECT series, last, min(value), max(value), count(*)
FROM kostra_by_series
WHERE series IN ({series}) AND last IN ({months}) AND value IS NOT NULL
  AND length(region) = 4 AND try_cast(region AS INTEGER) IS NOT NULL
  AND region NOT LIKE '%00' AND region NOT IN ('9999', '2111')
GROUP BY series, last
