JOIN (SELECT unnest($shown) AS shown, unnest($source) AS source, unnest($weight) AS weight, unnest($until) AS until) r
  ON r.source = f.org_unit AND (r.weight = 1 OR f.last < r.until AND NOT list_contains($surveys, f.series))
