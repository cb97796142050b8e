({months} = 0
 OR (f.last > $end - 12 * $points AND ($end - f.last) % 12 + f.span <= {months})
 OR (f.last <= $end - 12 + {rest} AND f.last - f.span >= $end - 12))
