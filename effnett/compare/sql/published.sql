-- Published figures of some series that end with some years, for every region. The numbers are our own.
SELECT series, last, region, value, mark, quality, span
FROM kostra_by_series
WHERE series IN ({series}) AND last IN ({months})
