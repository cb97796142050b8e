JOIN (SELECT unnest($shown) AS shown, unnest($source) AS source) r ON r.source = f.org_unit
