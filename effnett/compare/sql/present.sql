-- The regions with a figure of any of some series, in each year of a span; a bit for each, in parts (derived.sql).
SELECT last, part, bit_or(present)::VARCHAR
FROM kostra_present
WHERE list_contains($series, series) AND last BETWEEN $first * 12 + 11 AND $end * 12 + 11 AND last % 12 = 11
GROUP BY last, part
