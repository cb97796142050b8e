-- The years of a span in which a region has a figure of a series. Series by series: each is one stretch of the file.
SELECT last, region
FROM kostra_by_series
WHERE series = {series} AND last BETWEEN {first} AND {end} AND last % 12 = 11 AND value IS NOT NULL
