-- Published figures of some series that end with some years, for every region. The numbers are our own.
-- Series and month are one number: each column of hundreds of rows costs.
SELECT series::BIGINT * 100000 + last AS line, region, value, mark, quality, span
FROM kostra_by_series
WHERE series IN ({series}) AND last IN ({months})
