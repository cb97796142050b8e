(SELECT unnest($b_shown) AS shown, unnest($b_source) AS source, unnest($b_above) AS above,
                 unnest($b_first) AS first, unnest($b_last) AS last, unnest($b_is_shown) AS is_shown)
