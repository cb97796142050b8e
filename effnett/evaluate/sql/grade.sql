CASE WHEN r.weight < 1 AND f.grade < 10 THEN least(f.grade, 1) ELSE f.grade END
