-- Chinese is looked for by two characters, of which there is no trigram: each two that stand side by side are a key of the index.
-- To find them in a text costs more than to look into the index, which the planner must know.
CREATE FUNCTION pairs_of_characters(title text, description text, place text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
    SELECT array_to_tsvector(coalesce(array_agg(DISTINCT pair), '{}'))
    FROM (SELECT c || lead(c) OVER (PARTITION BY field ORDER BY nth) AS pair
          FROM (VALUES (1, title), (2, description), (3, place)) f (field, said), string_to_table(lower(f.said), NULL) WITH ORDINALITY s (c, nth)) p
    WHERE pair IS NOT NULL
$$;

CREATE INDEX ix_cases_words ON cases USING gin (pairs_of_characters(title, description, place));
