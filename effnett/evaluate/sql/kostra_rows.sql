-- The published figures, as they were imported, behind a value: one for each of the region's codes that has one.
SELECT f.region, f.last, f.span, s.contents, s."table", f.value, f.mark, f.quality, f.line,
       i.file, i.kind, i.imported_at, i.imported_by, i.checksum
FROM kostra f
JOIN kostra_series s ON s.series = f.series
LEFT JOIN imports i ON i.import_id = f.import_id
WHERE list_contains($series, f.series) AND list_contains($codes, f.region) AND f.last = $end
ORDER BY f.region
