-- 多个县区逾期的事项：引句相同或认作相同（alike）的并成一件，至少两个县区逾期的才列，逾期多的在前；印发以前就到期的不算。
-- late_in 是逾期的那些县区的名称；likeness 是并在一起的引句里最不像的一句有多像，1 是完全一样。
WITH named AS (
    SELECT
        o.register,
        o.obligation,
        o.title,
        o.quote,
        COALESCE(a.topic, o.quote_key) AS topic,
        COALESCE(a.likeness, CAST(1 AS DOUBLE)) AS likeness
    FROM obligations o
    LEFT JOIN alike a ON a.quote_key = o.quote_key
),
held AS (
    SELECT
        n.topic,
        d.register,
        MIN(r.name) AS name,
        MIN(n.title) AS title,
        MIN(n.quote) AS quote,
        MIN(n.likeness) AS likeness,
        SUM(CASE WHEN d.state <> 'waived' THEN 1 ELSE 0 END) AS owed,
        SUM(CASE WHEN d.state = 'overdue' AND d.reckoned THEN 1 ELSE 0 END) AS overdue,
        SUM(CASE WHEN d.reckoned THEN 1 ELSE 0 END) AS due,
        SUM(CASE WHEN d.on_time THEN 1 ELSE 0 END) AS on_time
    FROM duties d
    JOIN named n ON n.register = d.register AND n.obligation = d.obligation
    JOIN registers r ON r.register = d.register
    WHERE d.kind = 'obligation' AND d.judged
    GROUP BY n.topic, d.register
),
counted AS (
    SELECT
        topic,
        MIN(title) AS title,
        MIN(quote) AS quote,
        MIN(likeness) AS likeness,
        COUNT(*) AS registers,
        SUM(CASE WHEN overdue > 0 THEN 1 ELSE 0 END) AS late_registers,
        ARRAY_SORT(ARRAY_AGG(name) FILTER (WHERE overdue > 0)) AS late_in,
        SUM(owed) AS owed,
        SUM(overdue) AS overdue,
        SUM(due) AS due,
        SUM(on_time) AS on_time
    FROM held
    GROUP BY topic
),
placed AS (
    SELECT
        *,
        ROW_NUMBER() OVER (
            ORDER BY
                overdue DESC, late_registers DESC, CAST(late_registers AS DOUBLE) / CAST(registers AS DOUBLE) DESC, title, topic
        ) AS place
    FROM counted
    WHERE late_registers >= 2
)
SELECT
    topic,
    title,
    quote,
    likeness,
    CAST(registers AS BIGINT) AS registers,
    CAST(late_registers AS BIGINT) AS late_registers,
    late_in,
    CAST(owed AS BIGINT) AS owed,
    CAST(overdue AS BIGINT) AS overdue,
    CAST(due AS BIGINT) AS due,
    CAST(on_time AS BIGINT) AS on_time
FROM placed
WHERE place <= (SELECT MAX(top) FROM asked)
ORDER BY place
