(f.months = 0
 OR (f.last > $end - 12 * $points AND ($end - f.last) % 12 + f.span <= f.months)
 OR (f.last <= $end - 12 + f.rest AND f.last - f.span >= $end - 12))
