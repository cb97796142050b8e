-- What a published facts file holds. Raw tables hold rows as they came, each with the import and the
-- line it came from; derived.sql makes from them what evaluation reads.
-- A period is the index of its last month (year * 12 + month - 1) and its span in months.
-- mark is NULL or what stood in place of a figure: '.', '..', ':', '?'. quality: 0 year uncertain,
-- 1 estimate, 2 provisional, 3 final.

CREATE TABLE imports (
    import_id INTEGER, kind VARCHAR, file VARCHAR, checksum VARCHAR, bytes BIGINT,
    imported_at TIMESTAMP, imported_by VARCHAR,            -- UTC
    taken BIGINT, replaced BIGINT, unchanged BIGINT, rejected BIGINT, notices VARCHAR[]
);
CREATE TABLE rejects (import_id INTEGER, line INTEGER, what VARCHAR, hint VARCHAR);

-- place is the unit's place in the register's order, from 1: a corrected unit keeps its own.
CREATE TABLE units (
    org_unit VARCHAR, name VARCHAR, kind VARCHAR, parent VARCHAR, valid_from DATE, valid_to DATE,
    successor VARCHAR, kostra_code VARCHAR, employees INTEGER, import_id INTEGER, line INTEGER, place INTEGER
);
CREATE TABLE sick_leave (
    org_unit VARCHAR, last INTEGER, span INTEGER, agreed_days DOUBLE, self_certified_days DOUBLE,
    doctor_certified_days DOUBLE, short_term_days DOUBLE, long_term_days DOUBLE, employees INTEGER,
    mark VARCHAR, quality TINYINT, import_id INTEGER, line INTEGER
);
CREATE TABLE accounts (
    org_unit VARCHAR, last INTEGER, span INTEGER, function VARCHAR, account VARCHAR, budget DOUBLE,
    actual DOUBLE, mark VARCHAR, quality TINYINT, import_id INTEGER, line INTEGER
);
-- The KOSTRA accounts extract: amounts in kroner, cumulative from January to the quarter's end.
CREATE TABLE accounts_extract (
    org_unit VARCHAR, last INTEGER, span INTEGER, class VARCHAR, function VARCHAR, type VARCHAR,
    amount DOUBLE, quality TINYINT, import_id INTEGER, line INTEGER
);
CREATE TABLE population (
    region VARCHAR, year SMALLINT, sex VARCHAR, age SMALLINT, persons DOUBLE, quality TINYINT,
    import_id INTEGER, line INTEGER
);
CREATE TABLE survey_answers (                             -- answer NULL: don't know
    survey VARCHAR, last INTEGER, span INTEGER, org_unit VARCHAR, question VARCHAR, answer DOUBLE,
    respondents INTEGER, mark VARCHAR, quality TINYINT, import_id INTEGER, line INTEGER
);
CREATE TABLE survey_means (
    survey VARCHAR, last INTEGER, span INTEGER, org_unit VARCHAR, question VARCHAR, mean DOUBLE,
    sd DOUBLE, respondents INTEGER, mark VARCHAR, quality TINYINT, import_id INTEGER, line INTEGER
);
CREATE TABLE survey_invited (
    survey VARCHAR, last INTEGER, span INTEGER, org_unit VARCHAR, invited INTEGER, responded INTEGER,
    quality TINYINT, import_id INTEGER, line INTEGER
);
CREATE TABLE activity (
    measure VARCHAR, last INTEGER, span INTEGER, org_unit VARCHAR, numerator DOUBLE,
    denominator DOUBLE, mark VARCHAR, quality TINYINT, import_id INTEGER, line INTEGER
);
CREATE TABLE region_codes (
    old_code VARCHAR, new_code VARCHAR, from_date DATE, weight DOUBLE, import_id INTEGER, line INTEGER
);
CREATE TABLE region_groups (
    "group" VARCHAR, org_unit VARCHAR, from_year INTEGER, to_year INTEGER, import_id INTEGER, line INTEGER
);
-- filters is JSON with sorted keys, '{}' for none.
CREATE TABLE kostra_series (
    series INTEGER, contents VARCHAR, "table" VARCHAR, filters VARCHAR, label VARCHAR, unit VARCHAR,
    decimals INTEGER, updated VARCHAR
);
-- line is the cell's number in the file (1 is the first). Sorted by region, series, last.
CREATE TABLE kostra (
    series INTEGER, region VARCHAR, last INTEGER, span INTEGER, value DOUBLE, mark VARCHAR,
    quality TINYINT, import_id INTEGER, line INTEGER
);
CREATE TABLE regions (region VARCHAR, name VARCHAR);

-- What corrected files have replaced: the old row as JSON, and which import took its place.
CREATE TABLE history (
    kind VARCHAR, "table" VARCHAR, "row" VARCHAR, import_id INTEGER, replaced_by INTEGER
);

-- One row: what this file and derived.sql said when the facts were published, so that facts of another
-- edition of the program are told, or brought up to date, and never read amiss.
CREATE TABLE edition (raw VARCHAR, derived VARCHAR);
