-- The rows, as they were imported, that a value was added up from.
SELECT f.org_unit, f.last, f.span, {columns}, f.quality{weight}, f.line,
       i.file, i.kind, i.imported_at, i.imported_by, i.checksum
FROM (SELECT *, 1 AS series FROM {table}) f
{join}
LEFT JOIN imports i ON i.import_id = f.import_id
WHERE f.last <= $end AND f.last - f.span + 1 >= $first {only} AND {series}
  {own_rows}
ORDER BY f.org_unit, f.last, i.import_id, f.line
